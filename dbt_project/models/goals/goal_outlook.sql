{{ config(post_hook="{{ leave_result() }}") }}

{#- One row per figure that a goal follows: how its line was drawn, where it was going, on which side of that the
    newest figure fell, and what may be said of the target. Each case has a word of its own: none of them
    divides by zero or points the wrong way. -#}
with goals as (

    select * from {{ source('catalogo', 'goals') }}

),

settings as (

    select * from {{ source('catalogo', 'settings') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

trends as (

    select * from {{ ref('goal_trends') }}

),

forecasts as (

    select * from {{ ref('goal_forecasts') }}

),

figures as (

    select * from {{ ref('goal_figures') }}

),

progress as (

    select * from {{ ref('goal_progress') }}

),

lines as (

    select
        goals.*,
        {{ goal_line('goals') }} as line,
        settings.account_year,
        {{ period_year('goals.target_period') }} - settings.account_year as years_left
    from goals
    cross join settings

),

expected as (

    select forecasts.*, {{ goal_line('forecasts') }} as line from forecasts

),

-- the newest figure since the agreement that stands beside a forecast
compared as (

    select
        *,
        row_number() over (partition by line order by {{ period_last_day('period') }} desc) as age
    from expected
    where verdict <> 'sin_dato'

),

aimed as (

    select expected.*
    from expected
    inner join lines on expected.line = lines.line and expected.period = lines.target_period

),

-- the first figure from which all of them meet the target
met as (

    select
        lines.line,
        figures.period,
        min(
            case
                when (figures.value - lines.target_value)
                    * {{ wanted_sign('lines.direction', 'progress.baseline_value', 'lines.target_value') }} >= 0
                    then 1
                else 0
            end
        ) over (
            partition by lines.line
            order by {{ period_last_day('figures.period') }} desc, figures.period desc
        ) as still_met
    from lines
    inner join figures
        on lines.line = {{ goal_line('figures') }}
        and {{ series_kind('lines.baseline_period') }} = {{ series_kind('figures.period') }}
    inner join progress on lines.line = {{ goal_line('progress') }}
    where progress.verdict = 'alcanzada'
        and figures.value is not null
        -- a goal to stay where it was is met all along
        and {{ wanted_sign('lines.direction', 'progress.baseline_value', 'lines.target_value') }} <> 0

),

reached as (

    select line, min({{ period_last_day('period') }}) as reached_on, min(period) as reached_period
    from met
    where still_met = 1
    group by line

),

told as (

    select
        lines.*,
        progress.baseline_value,
        progress.latest_period,
        progress.latest_value,
        progress.verdict as progress_verdict,
        reached.reached_on,
        reached.reached_period,
        trends.points,
        trends.period_from,
        trends.period_to,
        trends.trend_scale,
        trends.slope,
        aimed.value as target_forecast,
        aimed.low as target_low,
        aimed.high as target_high,
        compared.period as compared_period,
        compared.observed,
        compared.value as expected_value,
        compared.low as expected_low,
        compared.high as expected_high,
        compared.verdict as expected_verdict,
        case
            when indicators.kind = 'proporcion' and compared.verdict in ('mejor', 'igual', 'peor', 'distinto')
                then {{ people_of('compared.observed - compared.value', 'indicators.scale', 'figures.denominator') }}
        end as expected_people,
        case lines.direction when 'mayor' then 1 when 'menor' then -1 else 0 end as better_sign
    from lines
    inner join progress on lines.line = {{ goal_line('progress') }}
    inner join indicators on lines.indicator_id = indicators.indicator_id
    left join reached on lines.line = reached.line
    left join trends on lines.line = trends.line
    left join aimed on lines.line = aimed.line
    left join compared on lines.line = compared.line and compared.age = 1
    left join figures
        on lines.line = {{ goal_line('figures') }}
        and compared.period = figures.period

),

final as (

    select
        goal_id,
        indicator_id,
        territory_id,
        sex,
        role,
        years_left,
        case
            when progress_verdict in ('quiebre') then 'quiebre'
            when baseline_value is null and latest_value is null then 'sin_datos'
            when (target_value - baseline_value) * better_sign < 0 then 'al_reves'
            when target_value = baseline_value then 'mantener'
            when progress_verdict = 'alcanzada' and reached_on <= agreed_on then 'alcanzada_al_acordar'
            when progress_verdict = 'alcanzada' then 'alcanzada_despues'
            when {{ period_last_day('latest_period') }} >= {{ period_last_day('target_period') }} then 'vencida'
            when years_left <= 0 then 'plazo_sin_dato'
            when target_value = 0 then 'cero'
            else 'pendiente'
        end as target_case,
        case when progress_verdict = 'alcanzada' and baseline_value is not null then reached_period end as reached_period,
        case
            when trend = 'proyeccion' then 'proyeccion'
            when slope is null then 'serie_corta'
            else 'hay'
        end as trend_state,
        coalesce(points, 0) as trend_points,
        period_from as trend_from,
        period_to as trend_to,
        trend_scale,
        target_forecast,
        target_low,
        target_high,
        case
            when trend = 'proyeccion' then 'proyeccion'
            when slope is null then 'serie_corta'
            else coalesce(expected_verdict, 'sin_dato_nuevo')
        end as expectation,
        compared_period,
        observed,
        case when expected_verdict <> 'quiebre' then expected_value end as expected_value,
        case when expected_verdict <> 'quiebre' then expected_low end as expected_low,
        case when expected_verdict <> 'quiebre' then expected_high end as expected_high,
        expected_people
    from told

)

select * from final
