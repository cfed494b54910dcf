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

-- millions of rows are put in order by numbers and carry nothing but numbers: a card and breakdown, a place, a period
numbered as (

    select
        breakdowns.indicator_id,
        {{ breakdown('breakdowns') }},
        case indicators.direction when 'mayor' then 1 when 'menor' then -1 else 0 end as better,
        breakdowns.age_band = 'total' as is_all_ages,
        cast(dense_rank() over (order by breakdowns.indicator_id) as integer) as indicator_number,
        cast(row_number() over (order by breakdowns.indicator_id, {{ breakdown('breakdowns') }}) as integer)
            as breakdown_number
    from breakdowns
    inner join indicators on breakdowns.indicator_id = indicators.indicator_id

),

places as (

    select territory_id, cast(row_number() over (order by territory_id) as integer) as place_number
    from (select distinct territory_id from indicator_values) as found

),

dated as (

    select
        periods.period,
        {{ series_kind('periods.period') }} as series_kind,
        {{ series_kind('periods.period') }} || ' ' || {{ period_series('periods.period') }} as series,
        {{ period_first_day('periods.period') }} as first_day,
        {{ period_last_day('periods.period') }} as last_day,
        cast({{ period_last_year('periods.period') }} as integer) <= settings.account_year as is_in_account
    from (select distinct period from indicator_values) as periods
    cross join settings

),

calendar as (

    select
        *,
        cast(row_number() over (order by period) as integer) as period_number,
        cast(dense_rank() over (order by series_kind) as integer) as kind_number,
        cast(dense_rank() over (order by series) as integer) as series_number,
        cast(dense_rank() over (order by last_day) as integer) as day_number
    from dated

),

-- a period with a break inside is a stretch of its own: it is like neither what was before nor after
passed as (

    select
        cards.indicator_number,
        places.place_number,
        calendar.period_number,
        cast(
            10000 * count(distinct case when {{ period_first_day('breaks.period') }} <= calendar.first_day then breaks.period end)
            + count(distinct case when {{ period_first_day('breaks.period') }} <= calendar.last_day then breaks.period end)
            as integer
        ) as stretch_number
    from breaks
    inner join (select distinct indicator_id, indicator_number from numbered) as cards
        on breaks.indicator_id = cards.indicator_id
    inner join places on breaks.territory_id = places.territory_id
    cross join calendar
    group by cards.indicator_number, places.place_number, calendar.period_number

),

closed as (

    select
        numbered.breakdown_number,
        numbered.indicator_number,
        numbered.is_all_ages,
        places.place_number,
        calendar.period_number,
        calendar.kind_number,
        calendar.series_number,
        calendar.day_number,
        calendar.is_in_account,
        figures.value,
        figures.ci_low,
        figures.ci_high,
        figures.mark = 'u' as is_unreliable
    from indicator_values as figures
    inner join numbered
        on figures.indicator_id = numbered.indicator_id
        and {{ same_breakdown('figures', 'numbered') }}
    inner join places on figures.territory_id = places.territory_id
    inner join calendar on figures.period = calendar.period
    where figures.value is not null and figures.mark in ('', 'u') and figures.status = ''

),

latest as (

    select breakdown_number, place_number, kind_number, max(day_number) as day_number
    from closed
    where is_in_account
    group by breakdown_number, place_number, kind_number

),

placed as (

    select
        closed.breakdown_number,
        closed.is_all_ages,
        closed.place_number,
        closed.period_number,
        closed.kind_number,
        closed.day_number,
        closed.value,
        closed.ci_low,
        closed.ci_high,
        closed.is_unreliable,
        {%- for column in ['period_number', 'value', 'ci_low', 'ci_high', 'is_unreliable'] %}
        lag(closed.{{ column }}) over stretch as previous_{{ column }},
        first_value(closed.{{ column }}) over stretch as first_{{ column }}{{ "," if not loop.last }}
        {%- endfor %}
    from closed
    left join passed
        on closed.indicator_number = passed.indicator_number
        and closed.place_number = passed.place_number
        and closed.period_number = passed.period_number
    window stretch as (
        partition by
            closed.breakdown_number, closed.place_number, closed.series_number, coalesce(passed.stretch_number, 0)
        order by closed.day_number
    )

),

followed as (

    select
        placed.*,
        latest.day_number is not null as is_latest
    from placed
    left join latest
        on placed.breakdown_number = latest.breakdown_number
        and placed.place_number = latest.place_number
        and placed.kind_number = latest.kind_number
        and placed.day_number = latest.day_number
    where placed.previous_period_number is not null and (placed.is_all_ages or latest.day_number is not null)

),

kinds as (

    select 'anterior' as kind
    union all
    select 'inicio' as kind

),

pairs as (

    select
        followed.breakdown_number,
        followed.place_number,
        kinds.kind,
        followed.period_number,
        followed.value,
        followed.ci_low,
        followed.ci_high,
        followed.is_unreliable,
        {%- for column in ['period_number', 'value', 'ci_low', 'ci_high', 'is_unreliable'] %}
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
        places.territory_id,
        {{ breakdown('numbered') }},
        measured.kind,
        earlier.period as period_from,
        later.period as period_to,
        measured.earlier_value as value_from,
        measured.value as value_to,
        measured.difference,
        measured.difference_low as ci_low,
        measured.difference_high as ci_high,
        case when measured.difference_low is null then '' else 'mover' end as method,
        {{ change_verdict('measured.difference', 'measured.difference_low', 'measured.difference_high', 'numbered.better') }}
            as verdict,
        case when measured.is_unreliable or measured.earlier_is_unreliable then 'u' else '' end as mark
    from measured
    inner join numbered on measured.breakdown_number = numbered.breakdown_number
    inner join places on measured.place_number = places.place_number
    inner join calendar as earlier on measured.earlier_period_number = earlier.period_number
    inner join calendar as later on measured.period_number = later.period_number

)

select * from final
