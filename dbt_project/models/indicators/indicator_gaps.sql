{{ config(post_hook="{{ leave_result(['indicator_id', 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category', 'kind']) }}") }}

{#- How far each final figure is from another of the same period: women from men, a territory from its
    region and from the country. A territory is part of both: the interval takes them for independent,
    which is conservative (decision 0012). Counts are left out: a small place has fewer of anything. -#}
with indicator_values as not materialized (

    select * from {{ ref('indicator_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

territories as (

    select * from {{ ref('territories') }}

),

-- a part of a comuna adds to nobody, and yet it lies in the region and the country of its comuna
around as (

    select territory_id, ancestor_id, ancestor_level
    from ancestors

    union all

    select parts.territory_id, ancestors.ancestor_id, ancestors.ancestor_level
    from territories as parts
    inner join territories as comunas on parts.parent_id = comunas.territory_id
    inner join ancestors on comunas.territory_id = ancestors.territory_id
    where comunas.level = 'comuna'

),

figures as not materialized (

    select
        figures.*,
        indicators.kind as indicator_kind,
        indicators.scale
    from indicator_values as figures
    inner join indicators on figures.indicator_id = indicators.indicator_id
    where figures.value is not null
        and figures.mark in ('', 'u')
        and figures.status = ''
        and indicators.kind <> 'conteo'

),

by_sex as (

    select
        own.*,
        '' as shown_sex,
        'sexo' as kind,
        reference.value as reference_value,
        reference.ci_low as reference_ci_low,
        reference.ci_high as reference_ci_high,
        reference.mark as reference_mark
    from figures as own
    inner join figures as reference
        on own.indicator_id = reference.indicator_id
        and own.territory_id = reference.territory_id
        and own.period = reference.period
        and own.age_band = reference.age_band
        and own.dimension = reference.dimension
        and own.category = reference.category
    where own.sex = 'mujer' and reference.sex = 'hombre'

),

-- few rows against millions: joined with all figures it took ten times as long
wide as (

    select * from figures where level in ('region', 'pais')

),

by_place as (

    select
        own.*,
        own.sex as shown_sex,
        around.ancestor_level as kind,
        reference.value as reference_value,
        reference.ci_low as reference_ci_low,
        reference.ci_high as reference_ci_high,
        reference.mark as reference_mark
    from figures as own
    inner join around on own.territory_id = around.territory_id
    inner join wide as reference
        on own.indicator_id = reference.indicator_id
        and around.ancestor_id = reference.territory_id
        and own.period = reference.period
        and own.sex = reference.sex
        and own.age_band = reference.age_band
        and own.dimension = reference.dimension
        and own.category = reference.category
    where around.ancestor_level in ('region', 'pais') and own.level <> 'sin_territorio'

),

pairs as (

    select * from by_sex
    union all
    select * from by_place

),

measured as (

    select
        pairs.*,
        value - reference_value as difference,
        {{ mover('reference_', 'pairs.', 'low') }} as difference_low,
        {{ mover('reference_', 'pairs.', 'high') }} as difference_high,
        case when value >= 0 and reference_value > 0 then value / reference_value end as ratio,
        {{ mover_ratio('pairs.', 'reference_', 'low') }} as ratio_low,
        {{ mover_ratio('pairs.', 'reference_', 'high') }} as ratio_high
    from pairs

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        shown_sex as sex,
        age_band,
        dimension,
        category,
        kind,
        value,
        reference_value,
        difference,
        difference_low as diff_low,
        difference_high as diff_high,
        ratio,
        ratio_low,
        ratio_high,
        case
            when indicator_kind = 'proporcion' then {{ people_of('difference', 'scale', 'denominator') }}
        end as people,
        {{ gap_verdict('difference', 'difference_low', 'difference_high') }} as verdict,
        case when 'u' in (mark, reference_mark) then 'u' else '' end as mark
    from measured

)

select * from final
