{{ config(post_hook="{{ leave_result() }}") }}

{#- How much each figure changed: every final figure from the one before it ('anterior'), and the
    latest one up to the year of the account from the first of its unbroken series ('inicio').
    A series never goes past a break of the territory or of the method, nor mixes kinds of
    period; provisional figures are compared with nothing. -#}
with indicator_values as (

    select * from {{ ref('indicator_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

settings as (

    select * from {{ source('catalogo', 'settings') }}

),

breaks as (

    select * from {{ ref('series_break_points') }}

),

closed as (

    select
        indicator_id,
        territory_id,
        sex,
        age_band,
        dimension,
        category,
        period,
        {{ series_kind('period') }} as series_kind,
        {{ period_series('period') }} as series,
        {{ period_first_day('period') }} as first_day,
        {{ period_last_day('period') }} as last_day,
        value,
        ci_low,
        ci_high,
        mark
    from indicator_values
    where value is not null and mark in ('', 'u') and status = ''

),

passed as (

    select
        closed.indicator_id,
        closed.territory_id,
        closed.period,
        count(distinct case when {{ period_first_day('breaks.period') }} <= closed.first_day then breaks.period end)
            as breaks_before,
        count(distinct case when {{ period_first_day('breaks.period') }} <= closed.last_day then breaks.period end)
            as breaks_reached
    from closed
    inner join breaks
        on closed.indicator_id = breaks.indicator_id
        and closed.territory_id = breaks.territory_id
    group by closed.indicator_id, closed.territory_id, closed.period

),

-- a period with a break inside is a stretch of its own: it is like neither what was before nor after
stretches as (

    select
        closed.*,
        coalesce(passed.breaks_before, 0) as breaks_before,
        coalesce(passed.breaks_reached, 0) as breaks_reached
    from closed
    left join passed
        on closed.indicator_id = passed.indicator_id
        and closed.territory_id = passed.territory_id
        and closed.period = passed.period

),

placed as (

    select
        stretches.*,
        lag(period) over stretch as previous_period,
        lag(value) over stretch as previous_value,
        lag(ci_low) over stretch as previous_ci_low,
        lag(ci_high) over stretch as previous_ci_high,
        lag(mark) over stretch as previous_mark,
        first_value(period) over stretch as first_period,
        first_value(value) over stretch as first_value,
        first_value(ci_low) over stretch as first_ci_low,
        first_value(ci_high) over stretch as first_ci_high,
        first_value(mark) over stretch as first_mark,
        last_day = max(
            case when cast(substr(last_day, 1, 4) as integer) <= settings.account_year then last_day end
        ) over (
            partition by indicator_id, territory_id, sex, age_band, dimension, category, series_kind
        ) as is_latest
    from stretches
    cross join settings
    window stretch as (
        partition by
            indicator_id, territory_id, sex, age_band, dimension, category,
            series_kind, series, breaks_before, breaks_reached
        order by last_day
    )

),

pairs as (

    select
        placed.*,
        'anterior' as kind,
        previous_period as earlier_period,
        previous_value as earlier_value,
        previous_ci_low as earlier_ci_low,
        previous_ci_high as earlier_ci_high,
        previous_mark as earlier_mark
    from placed
    where previous_period is not null

    union all

    select
        placed.*,
        'inicio' as kind,
        first_period as earlier_period,
        first_value as earlier_value,
        first_ci_low as earlier_ci_low,
        first_ci_high as earlier_ci_high,
        first_mark as earlier_mark
    from placed
    where previous_period is not null and is_latest

),

measured as (

    select
        pairs.*,
        case indicators.direction when 'mayor' then 1 when 'menor' then -1 else 0 end as better,
        value - earlier_value as difference,
        {{ mover('earlier_', 'pairs.', 'low') }} as difference_low,
        {{ mover('earlier_', 'pairs.', 'high') }} as difference_high
    from pairs
    inner join indicators on pairs.indicator_id = indicators.indicator_id

),

final as (

    select
        indicator_id,
        territory_id,
        sex,
        age_band,
        dimension,
        category,
        kind,
        earlier_period as period_from,
        period as period_to,
        earlier_value as value_from,
        value as value_to,
        difference,
        difference_low as ci_low,
        difference_high as ci_high,
        case when difference_low is null then '' else 'mover' end as method,
        {{ change_verdict('difference', 'difference_low', 'difference_high', 'better') }} as verdict,
        case when 'u' in (mark, earlier_mark) then 'u' else '' end as mark
    from measured

)

select * from final
