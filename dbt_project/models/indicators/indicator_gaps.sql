{{ config(materialized='by_period', post_hook="{{ leave_result(['indicator_id', 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category', 'kind']) }}") }}

{#- How far each final figure is from another of the same period: women from men, a territory from its
    region and from the country. A territory is part of both: the interval takes them for independent,
    which is conservative (decision 0012). Counts are left out: a small place has fewer of anything. -#}
with indicator_values as not materialized (

    select * from {{ ref('indicator_values') }} where {{ this_unit() }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

breakdowns as (

    select * from {{ source('catalogo', 'breakdowns') }}

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

-- one number for each card and breakdown: millions of rows are joined by it instead of by five texts
numbered as (

    select
        breakdowns.indicator_id,
        {{ breakdown('breakdowns') }},
        indicators.kind as indicator_kind,
        indicators.scale,
        row_number() over (order by breakdowns.indicator_id, {{ breakdown('breakdowns') }}) as breakdown_id
    from breakdowns
    inner join indicators on breakdowns.indicator_id = indicators.indicator_id
    where indicators.kind <> 'conteo'

),

women_and_men as (

    select
        women.breakdown_id,
        men.breakdown_id as reference_id
    from numbered as women
    inner join numbered as men
        on women.indicator_id = men.indicator_id
        and women.age_band = men.age_band
        and women.dimension = men.dimension
        and women.category = men.category
    where women.sex = 'mujer' and men.sex = 'hombre'

),

figures as not materialized (

    select
        figures.*,
        numbered.breakdown_id,
        numbered.indicator_kind,
        numbered.scale
    from indicator_values as figures
    inner join numbered
        on figures.indicator_id = numbered.indicator_id
        and {{ same_breakdown('figures', 'numbered') }}
    where figures.value is not null
        and figures.mark in ('', 'u')
        and figures.status = ''

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
    inner join women_and_men on own.breakdown_id = women_and_men.breakdown_id
    inner join figures as reference
        on women_and_men.reference_id = reference.breakdown_id
        and own.territory_id = reference.territory_id
        and own.period = reference.period
    where own.sex = 'mujer' and reference.sex = 'hombre'

),

-- few rows against millions: joined with all figures it took ten times as long
wide as (

    select * from figures where level in ('region', 'pais') and age_band = 'total'

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
        on own.breakdown_id = reference.breakdown_id
        and around.ancestor_id = reference.territory_id
        and own.period = reference.period
    where own.age_band = 'total'
        and own.level <> 'sin_territorio'
        and around.ancestor_level in ('region', 'pais')

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
