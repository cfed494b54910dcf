{#- Three years together, for the territories and breakdowns where some of the three has few cases. Added after
    the roll-up, from years that are final and whole, and never across a break of the series. The denominator
    is the three years' too: a rate is per year. Parts of a comuna have none: beside their years and those of the
    other parts, a pool would tell what is reserved. -#}
with yearly_sums as not materialized (

    select * from {{ ref('yearly_sums') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

territories as (

    select * from {{ ref('territories') }}

),

breaks as (

    select * from {{ ref('series_break_points') }}

),

years as not materialized (

    select
        yearly_sums.*,
        {{ pool_of('yearly_sums.period') }} as pool
    from yearly_sums
    inner join indicators on yearly_sums.indicator_id = indicators.indicator_id
    inner join territories on yearly_sums.territory_id = territories.territory_id
    where indicators.pooling
        and territories.level in ('pais', 'region', 'provincia', 'comuna')
        and indicators.kind in ('proporcion', 'tasa')
        and yearly_sums.period like '____'
        and yearly_sums.status = ''
        and yearly_sums.reason = ''
        and not yearly_sums.is_empty

),

-- millions of years have more: only what has some year of few cases is put together
few as (

    select distinct indicator_id, territory_id, pool, {{ breakdown() }}
    from years
    where numerator < {{ few_cases() }}

),

pooled as (

    select
        years.indicator_id,
        years.territory_id,
        years.pool as period,
        {{ breakdown('years') }},
        {{ exact_sum('years.numerator') }} as numerator,
        {{ exact_sum('years.denominator') }} as denominator,
        cast(null as double) as square,
        '' as reason,
        false as is_empty,
        '' as status,
        max(years.cut_date) as cut_date
    from years
    inner join few
        on years.indicator_id = few.indicator_id
        and years.territory_id = few.territory_id
        and years.pool = few.pool
        and {{ same_breakdown('years', 'few') }}
    group by years.indicator_id, years.territory_id, years.pool, {{ breakdown('years') }}
    having count(*) = 3

),

crossed as (

    select distinct
        pooled.indicator_id,
        pooled.territory_id,
        pooled.period
    from pooled
    inner join breaks
        on pooled.indicator_id = breaks.indicator_id
        and pooled.territory_id = breaks.territory_id
        and substr(breaks.period, 1, 4) > substr(pooled.period, 1, 4)
        and substr(breaks.period, 1, 4) <= {{ period_last('pooled.period') }}

),

final as (

    select pooled.*
    from pooled
    left join crossed
        on pooled.indicator_id = crossed.indicator_id
        and pooled.territory_id = crossed.territory_id
        and pooled.period = crossed.period
    where crossed.indicator_id is null

)

select * from final
