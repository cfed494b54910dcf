{#- The figures that the line of each goal is drawn through: of periods that ended by the day of the agreement,
    of the kind of the baseline, and after the last break of the series. -#}
with goals as (

    select * from {{ source('catalogo', 'goals') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

figures as (

    select * from {{ ref('goal_figures') }}

),

breaks as (

    select * from {{ ref('series_break_points') }}

),

lines as (

    select
        goals.*,
        {{ goal_line('goals') }} as line,
        indicators.scale as factor
    from goals
    inner join indicators on goals.indicator_id = indicators.indicator_id
    where goals.trend <> 'proyeccion'

),

known as (

    select
        lines.line,
        lines.indicator_id,
        lines.territory_id,
        lines.trend,
        lines.whole,
        lines.factor,
        figures.period,
        {{ period_year('figures.period') }} as x,
        figures.value,
        figures.denominator,
        max({{ period_last_day('figures.period') }}) over (partition by lines.line) as ends_on
    from lines
    inner join figures
        on lines.line = {{ goal_line('figures') }}
        and {{ series_kind('lines.baseline_period') }} = {{ series_kind('figures.period') }}
        and {{ period_series('lines.baseline_period') }} = {{ period_series('figures.period') }}
    where figures.value is not null
        and {{ period_last_day('figures.period') }} <= lines.agreed_on

),

-- the first day after the last break that the newest figure has behind it, or inside
starts as (

    select known.line, max({{ period_first_day('breaks.period') }}) as starts_on
    from known
    inner join breaks
        on known.indicator_id = breaks.indicator_id
        and known.territory_id = breaks.territory_id
        and {{ period_first_day('breaks.period') }} <= known.ends_on
    group by known.line

),

unbroken as (

    select
        known.*,
        min(known.value) over (partition by known.line) as lowest,
        max(known.value) over (partition by known.line) as highest
    from known
    left join starts on known.line = starts.line
    where {{ period_first_day('known.period') }} >= coalesce(starts.starts_on, '')

),

scaled as (

    select *, {{ trend_scale('trend', 'lowest', 'highest', 'whole') }} as trend_scale
    from unbroken

),

bounded as (

    select *, {{ half_case('trend_scale', 'whole', 'factor', 'denominator') }} as half_case
    from scaled

),

final as (

    select
        line,
        period,
        x,
        value,
        trend_scale,
        half_case,
        {{ to_trend('value', 'trend_scale', 'whole', 'half_case') }} as level
    from bounded

)

select * from final
