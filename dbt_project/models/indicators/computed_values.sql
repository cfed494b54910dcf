{#- Figures that we compute: value, 95 % interval and mark of every count, share, rate and mean.
    A share is read as cases out of a total (Wilson), a rate as events (exact Poisson limits under
    10 events, Byar from 10 on). -#}
with rollup as (

    select * from {{ ref('rollup') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

poisson_limits as (

    select * from {{ ref('poisson_limits') }}

),

sources as (

    select * from {{ ref('indicator_sources') }}

),

marked as (

    select
        rollup.*,
        indicators.kind,
        indicators.interval as interval_kind,
        case when indicators.kind = 'promedio' then 1 else indicators.scale end as scale,
        case
            when rollup.gap <> '' then rollup.gap
            when rollup.is_parent and rollup.population_covered * 100 < rollup.population_due * 95
                then 'Las comunas con dato reúnen menos del 95 % de la población.'
            when rollup.is_parent and rollup.denominator * 100 < rollup.denominator_known * 95
                then 'Hay dato para menos del 95 % del denominador.'
            else ''
        end as reason,
        indicators.kind <> 'conteo' and rollup.denominator = 0 as is_empty
    from rollup
    inner join indicators on rollup.indicator_id = indicators.indicator_id

),

limits as (

    select
        marked.*,
        marked.reason = '' and not marked.is_empty as has_value,
        case
            when marked.kind = 'conteo' or marked.numerator < 0 then ''
            when marked.interval_kind = 'wilson' and marked.numerator <= marked.denominator then 'wilson'
            when marked.interval_kind = 'byar' and poisson_limits.events is not null then 'poisson-exacto'
            when marked.interval_kind = 'byar' then 'byar'
            else ''
        end as method,
        poisson_limits.lower as poisson_low,
        poisson_limits.upper as poisson_high
    from marked
    left join poisson_limits on marked.numerator = poisson_limits.events

),

final as (

    select
        limits.indicator_id,
        limits.territory_id,
        limits.period,
        {{ breakdown('limits') }},
        case
            when not limits.has_value then null
            when limits.kind = 'conteo' then limits.numerator
            else limits.scale * limits.numerator / limits.denominator
        end as value,
        case when limits.reason = '' then limits.numerator end as numerator,
        case when limits.reason = '' then limits.denominator end as denominator,
        limits.scale * case
            when not limits.has_value then null
            when limits.method = 'wilson' then {{ wilson('limits.numerator', 'limits.denominator', 'low') }}
            when limits.method = 'poisson-exacto' then limits.poisson_low / limits.denominator
            when limits.method = 'byar' then {{ byar('limits.numerator', 'low') }} / limits.denominator
        end as ci_low,
        limits.scale * case
            when not limits.has_value then null
            when limits.method = 'wilson' then {{ wilson('limits.numerator', 'limits.denominator', 'high') }}
            when limits.method = 'poisson-exacto' then limits.poisson_high / limits.denominator
            when limits.method = 'byar' then {{ byar('limits.numerator', 'high') }} / limits.denominator
        end as ci_high,
        case when limits.has_value then limits.method else '' end as method,
        case
            when limits.reason <> '' then 'nd'
            when limits.is_empty then 'na'
            else ''
        end as mark,
        case
            when limits.reason <> '' then limits.reason
            when limits.is_empty then 'No hay casos en el denominador.'
            else ''
        end as mark_reason,
        limits.status,
        limits.cut_date,
        sources.sources
    from limits
    left join sources on {{ same_figure('limits', 'sources') }}

)

select * from final
