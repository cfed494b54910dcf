{{ config(materialized='by_period', post_hook="{{ leave_result(['indicator_id', 'territory_id', 'level', 'period', 'sex', 'age_band', 'dimension', 'category']) }}") }}

{% set columns = [
    'indicator_id', 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category', 'value', 'numerator',
    'denominator', 'ci_low', 'ci_high', 'method', 'mark', 'mark_reason', 'status', 'cut_date', 'sources',
] | join(', ') %}

{#- Every figure that a card shows, computed or published by its producer, with its interval and mark.
    A published figure exists only where its producer printed it. A break takes away the figures of
    exactly its territory and periods, never those of the territories above. -#}
with computed as not materialized (

    select * from {{ ref('computed_values') }} where {{ this_unit() }}

),

printed as not materialized (

    select * from {{ ref('printed_figures') }} where {{ this_unit() }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

breaks as (

    select * from {{ source('catalogo', 'breaks') }}
    union all
    select * from {{ ref('mixed_maps') }}

),

breakdowns as (

    select * from {{ source('catalogo', 'breakdowns') }}

),

territories as (

    select * from {{ ref('territories') }}

),

all_figures as not materialized (

    select {{ columns }} from computed
    union all
    select {{ columns }} from printed

),

-- some are there only to adjust others by age
figures as not materialized (

    select all_figures.*
    from all_figures
    inner join breakdowns
        on all_figures.indicator_id = breakdowns.indicator_id
        and {{ same_breakdown('all_figures', 'breakdowns') }}
    where breakdowns.shown

),

broken as (

    select
        figures.indicator_id,
        figures.territory_id,
        figures.period,
        {{ breakdown('figures') }},
        min(breaks.reason) as reason
    from figures
    inner join breaks
        on figures.indicator_id = breaks.indicator_id
        and figures.territory_id = breaks.territory_id
        and (breaks.period_from = '' or {{ period_last('figures.period') }} >= breaks.period_from)
        and (breaks.period_to = '' or substr(figures.period, 1, length(breaks.period_to)) <= breaks.period_to)
    group by figures.indicator_id, figures.territory_id, figures.period, {{ breakdown('figures') }}

),

final as (

    select
        figures.indicator_id,
        figures.territory_id,
        territories.level,
        figures.period,
        {{ breakdown('figures') }},
        case when broken.reason is null then figures.value end as value,
        case when broken.reason is null then figures.numerator end as numerator,
        case when broken.reason is null then figures.denominator end as denominator,
        case when broken.reason is null then figures.ci_low end as ci_low,
        case when broken.reason is null then figures.ci_high end as ci_high,
        case when broken.reason is null then coalesce(figures.method, '') else '' end as method,
        case when broken.reason is null then figures.mark else 'nd' end as mark,
        coalesce(broken.reason, figures.mark_reason) as mark_reason,
        figures.status,
        figures.cut_date,
        figures.sources,
        indicators.person_level
    from figures
    inner join indicators on figures.indicator_id = indicators.indicator_id
    inner join territories on figures.territory_id = territories.territory_id
    left join broken on {{ same_figure('figures', 'broken') }}

)

select * from final
