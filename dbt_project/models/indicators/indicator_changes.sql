{{ config(post_hook="{{ leave_result(['indicator_id', 'territory_id', 'sex', 'age_band', 'dimension', 'category', 'kind', 'period_from', 'period_to']) }}") }}

{#- How much each figure changed: every final figure from the one before it ('anterior'; of an age band
    the latest one only), and the latest one up to the year of the account from the first of its unbroken
    series ('inicio').
    A series never goes past a break of the territory or of the method, nor mixes kinds of
    period; provisional figures are compared with nothing. -#}
with indicator_values as not materialized (

    select * from {{ ref('indicator_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

breakdowns as (

    select * from {{ source('catalogo', 'breakdowns') }}

),

settings as (

    select * from {{ source('catalogo', 'settings') }}

),

breaks as (

    select * from {{ ref('series_break_points') }}

),

-- one number for each card and breakdown: millions of rows are put in order by it instead of by five texts
numbered as (

    select
        breakdowns.indicator_id,
        {{ breakdown('breakdowns') }},
        case indicators.direction when 'mayor' then 1 when 'menor' then -1 else 0 end as better,
        breakdowns.age_band = 'total' as is_all_ages,
        row_number() over (order by breakdowns.indicator_id, {{ breakdown('breakdowns') }}) as breakdown_id
    from breakdowns
    inner join indicators on breakdowns.indicator_id = indicators.indicator_id

),

periods as (

    select distinct period from indicator_values

),

calendar as (

    select
        periods.period,
        {{ series_kind('periods.period') }} as series_kind,
        {{ series_kind('periods.period') }} || ' ' || {{ period_series('periods.period') }} as series,
        {{ period_first_day('periods.period') }} as first_day,
        {{ period_last_day('periods.period') }} as last_day,
        cast({{ period_last_year('periods.period') }} as integer) <= settings.account_year as is_in_account
    from periods
    cross join settings

),

-- a period with a break inside is a stretch of its own: it is like neither what was before nor after
passed as (

    select
        breaks.indicator_id,
        breaks.territory_id,
        calendar.period,
        cast(count(distinct case when {{ period_first_day('breaks.period') }} <= calendar.first_day then breaks.period end) as varchar)
        || ' '
        || cast(count(distinct case when {{ period_first_day('breaks.period') }} <= calendar.last_day then breaks.period end) as varchar)
            as breaks_passed
    from breaks
    cross join calendar
    group by breaks.indicator_id, breaks.territory_id, calendar.period

),

closed as not materialized (

    select
        numbered.breakdown_id,
        numbered.is_all_ages,
        figures.indicator_id,
        figures.territory_id,
        figures.period,
        figures.value,
        figures.ci_low,
        figures.ci_high,
        figures.mark
    from indicator_values as figures
    inner join numbered
        on figures.indicator_id = numbered.indicator_id
        and {{ same_breakdown('figures', 'numbered') }}
    where figures.value is not null and figures.mark in ('', 'u') and figures.status = ''

),

stretches as (

    select
        closed.*,
        calendar.last_day,
        calendar.series_kind,
        calendar.series,
        coalesce(passed.breaks_passed, '') as breaks_passed
    from closed
    inner join calendar on closed.period = calendar.period
    left join passed
        on closed.indicator_id = passed.indicator_id
        and closed.territory_id = passed.territory_id
        and closed.period = passed.period

),

latest as (

    select
        closed.breakdown_id,
        closed.territory_id,
        calendar.series_kind,
        max(calendar.last_day) as last_day
    from closed
    inner join calendar on closed.period = calendar.period
    where calendar.is_in_account
    group by closed.breakdown_id, closed.territory_id, calendar.series_kind

),

placed as (

    select
        breakdown_id,
        is_all_ages,
        territory_id,
        period,
        series_kind,
        last_day,
        value,
        ci_low,
        ci_high,
        mark,
        {%- for column in ['period', 'value', 'ci_low', 'ci_high', 'mark'] %}
        lag({{ column }}) over stretch as previous_{{ column }},
        first_value({{ column }}) over stretch as first_{{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from stretches
    window stretch as (
        partition by breakdown_id, territory_id, series, breaks_passed
        order by last_day
    )

),

followed as (

    select
        placed.*,
        latest.last_day is not null as is_latest
    from placed
    left join latest
        on placed.breakdown_id = latest.breakdown_id
        and placed.territory_id = latest.territory_id
        and placed.series_kind = latest.series_kind
        and placed.last_day = latest.last_day
    where placed.previous_period is not null and (placed.is_all_ages or latest.last_day is not null)

),

kinds as (

    select 'anterior' as kind
    union all
    select 'inicio' as kind

),

pairs as (

    select
        followed.breakdown_id,
        followed.territory_id,
        kinds.kind,
        followed.period,
        followed.value,
        followed.ci_low,
        followed.ci_high,
        followed.mark,
        {%- for column in ['period', 'value', 'ci_low', 'ci_high', 'mark'] %}
        case kinds.kind when 'anterior' then followed.previous_{{ column }} else followed.first_{{ column }} end
            as earlier_{{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from followed
    inner join kinds on kinds.kind = 'anterior' or followed.is_latest

),

measured as (

    select
        pairs.*,
        value - earlier_value as difference,
        {{ mover('earlier_', 'pairs.', 'low') }} as difference_low,
        {{ mover('earlier_', 'pairs.', 'high') }} as difference_high
    from pairs

),

final as (

    select
        numbered.indicator_id,
        measured.territory_id,
        {{ breakdown('numbered') }},
        measured.kind,
        measured.earlier_period as period_from,
        measured.period as period_to,
        measured.earlier_value as value_from,
        measured.value as value_to,
        measured.difference,
        measured.difference_low as ci_low,
        measured.difference_high as ci_high,
        case when measured.difference_low is null then '' else 'mover' end as method,
        {{ change_verdict('measured.difference', 'measured.difference_low', 'measured.difference_high', 'numbered.better') }}
            as verdict,
        case when 'u' in (measured.mark, measured.earlier_mark) then 'u' else '' end as mark
    from measured
    inner join numbered on measured.breakdown_id = numbered.breakdown_id

)

select * from final
