{{ config(materialized='by_period') }}

{#- Figures that we compute: value, 95 % interval and mark of every count, share, rate and mean.
    A share is read as cases out of a total (Wilson), a rate as events (exact Poisson limits under 10 events,
    Byar from 10 on; adjusted by age, Dobson), a mean by the spread of what it averages (normal). -#}
with yearly_sums as (

    select * from {{ ref('yearly_sums') }} where {{ this_unit() }}

),

pooled_sums as (

    select * from {{ ref('pooled_sums') }} where {{ this_unit() }}

),

adjusted as (

    select * from {{ ref('standardised_rates') }} where {{ this_unit() }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

poisson_limits as (

    select * from {{ ref('poisson_limits') }}

),

sources as (

    select * from {{ ref('indicator_sources') }} where {{ this_unit() }}

),

every_sum as (

    select * from yearly_sums
    union all
    select * from pooled_sums

),

sums as (

    select
        every_sum.indicator_id,
        every_sum.territory_id,
        every_sum.period,
        {{ breakdown('every_sum') }},
        indicators.kind,
        indicators.interval as interval_kind,
        indicators.standard <> '' and every_sum.age_band = 'total' as is_adjusted,
        case when indicators.kind = 'promedio' then 1 else indicators.scale end as scale,
        case
            when indicators.standard <> '' and every_sum.age_band = 'total' then adjusted.events
            else every_sum.numerator
        end as numerator,
        case
            when indicators.standard <> '' and every_sum.age_band = 'total' then adjusted.persons
            else every_sum.denominator
        end as denominator,
        every_sum.square,
        adjusted.rate,
        adjusted.variance,
        case
            when every_sum.reason <> '' or indicators.standard = '' or every_sum.age_band <> 'total'
                then every_sum.reason
            else coalesce(adjusted.reason, 'Falta el dato de algún tramo de edad.')
        end as reason,
        -- a rate that is not adjusted keeps its counts, so that few cases are reserved and not merely missing
        every_sum.reason = '' as has_counts,
        every_sum.is_empty,
        every_sum.status,
        every_sum.cut_date
    from every_sum
    inner join indicators on every_sum.indicator_id = indicators.indicator_id
    left join adjusted on {{ same_figure('every_sum', 'adjusted') }}

),

methods as (

    select
        sums.*,
        sums.reason = '' and not sums.is_empty as has_value,
        case
            when sums.kind = 'conteo' or sums.numerator < 0 then ''
            when sums.interval_kind = 'wilson' and sums.numerator <= sums.denominator then 'wilson'
            when sums.interval_kind = 'dobson' and sums.is_adjusted then 'dobson'
            when sums.interval_kind in ('byar', 'dobson') and poisson_limits.events is not null
                then 'poisson-exacto'
            when sums.interval_kind in ('byar', 'dobson') then 'byar'
            when sums.interval_kind = 'normal' and sums.square is not null and sums.denominator > 1 then 'normal'
            else ''
        end as method,
        poisson_limits.lower as poisson_low,
        poisson_limits.upper as poisson_high
    from sums
    left join poisson_limits on sums.numerator = poisson_limits.events

),

limits as (

    select
        methods.*,
        case
            when not has_value then null
            when kind = 'conteo' then numerator
            when is_adjusted then scale * rate
            else scale * numerator / denominator
        end as value,
        {%- for side in ['low', 'high'] %}
        scale * case
            when not has_value then null
            when method = 'wilson' then {{ wilson('numerator', 'denominator', side) }}
            when method = 'poisson-exacto' then poisson_{{ side }} / denominator
            when method = 'byar' then {{ byar('numerator', side) }} / denominator
            when method = 'dobson' then {{ dobson('rate', 'variance', 'numerator', side) }}
            when method = 'normal' then {{ normal('numerator', 'denominator', 'square', side) }}
        end as ci_{{ side }}{{ "," if not loop.last }}
        {%- endfor %}
    from methods

),

judged as (

    select
        limits.*,
        {{ why_unreliable('kind', 'numerator', 'value', 'ci_low', 'ci_high', 'scale') }} as weakness
    from limits

),

final as (

    select
        judged.indicator_id,
        judged.territory_id,
        judged.period,
        {{ breakdown('judged') }},
        judged.value,
        case when judged.has_counts then judged.numerator end as numerator,
        case when judged.has_counts then judged.denominator end as denominator,
        judged.ci_low,
        judged.ci_high,
        case when judged.has_value then judged.method else '' end as method,
        case
            when judged.reason <> '' then 'nd'
            when judged.is_empty then 'na'
            when judged.weakness <> '' then 'u'
            else ''
        end as mark,
        case
            when judged.reason <> '' then judged.reason
            when judged.is_empty then 'No hay casos en el denominador.'
            else judged.weakness
        end as mark_reason,
        judged.status,
        judged.cut_date,
        coalesce(own_sources.sources, sources.sources) as sources
    from judged
    left join sources
        on judged.indicator_id = sources.indicator_id
        and sources.territory_id = ''
        and judged.period = sources.period
        and {{ same_breakdown('judged', 'sources') }}
    left join sources as own_sources on {{ same_figure('judged', 'own_sources') }}

)

select * from final
