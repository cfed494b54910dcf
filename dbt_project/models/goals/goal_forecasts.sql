{{ config(post_hook="{{ leave_result() }}") }}

{#- Where each goal's figure was going «si todo sigue igual», period by period from the line's last point to the
    target or the newest figure, with the band of 80 %, what came instead, and on which side it fell. -#}
with recursive goals as (

    select * from {{ source('catalogo', 'goals') }}

),

trends as (

    select * from {{ ref('goal_trends') }}

),

figures as (

    select * from {{ ref('goal_figures') }}

),

breaks as (

    select * from {{ ref('series_break_points') }}

),

quantiles as (

    select * from {{ ref('trend_quantiles') }}

),

widenings as (

    select * from {{ ref('trend_widening') }}

),

lines as (

    select goals.*, {{ goal_line('goals') }} as line from goals

),

seen as (

    select figures.*, {{ goal_line('figures') }} as line, {{ period_year('figures.period') }} as x
    from figures

),

newest as (

    select line, max(x) as x_newest from seen group by line

),

spans as (

    select
        lines.line,
        trends.x_last + {{ period_step('lines.baseline_period') }} as x,
        greatest({{ period_year('lines.target_period') }}, coalesce(newest.x_newest, 0)) as x_end,
        {{ period_step('lines.baseline_period') }} as step
    from lines
    inner join trends on lines.line = trends.line
    left join newest on lines.line = newest.line
    where trends.slope is not null

),

ahead as (

    select line, x, x_end, step from spans where x <= x_end
    union all
    select line, x + step as x, x_end, step from ahead where x + step <= x_end

),

levels as (

    select
        lines.*,
        trends.period_to,
        trends.trend_scale,
        trends.half_case,
        ahead.x,
        {{ period_like('lines.baseline_period', 'ahead.x') }} as period,
        ahead.x - trends.x_last as years_ahead,
        {{ trend_level('trends', 'ahead.x') }} as level,
        {{ trend_half_width('trends', 'ahead.x', 'quantiles.quantile', 'widenings.factor') }} as half_width
    from ahead
    inner join lines on ahead.line = lines.line
    inner join trends on ahead.line = trends.line
    inner join quantiles on least(trends.points - 2, 100) = quantiles.degrees
    inner join widenings on least(ahead.x - trends.x_last, 3) = widenings.years_ahead

),

banded as (

    select
        levels.*,
        {{ from_trend('level', 'trend_scale', 'whole') }} as value,
        {{ from_trend('level - half_width', 'trend_scale', 'whole') }} as narrow_low,
        {{ from_trend('level + half_width', 'trend_scale', 'whole') }} as narrow_high
    from levels

),

-- a band that comes to half a case of nothing, or of everything, has them within
expected as (

    select
        *,
        case when narrow_low <= half_case then 0 else narrow_low end as low,
        case
            when trend_scale = 'logit' and whole - narrow_high <= half_case then whole
            else narrow_high
        end as high
    from banded

),

broken as (

    select distinct expected.line, expected.period
    from expected
    inner join breaks
        on expected.indicator_id = breaks.indicator_id
        and expected.territory_id = breaks.territory_id
        and {{ period_first_day('breaks.period') }} > {{ period_last_day('expected.period_to') }}
        and {{ period_first_day('breaks.period') }} <= {{ period_last_day('expected.period') }}

),

beside as (

    select
        expected.*,
        observed.value as observed,
        broken.line is not null as is_broken,
        {{ wanted_sign('expected.direction', 'baseline.value', 'expected.target_value') }} as wanted_sign
    from expected
    left join seen as observed on expected.line = observed.line and expected.period = observed.period
    left join seen as baseline on expected.line = baseline.line and expected.baseline_period = baseline.period
    left join broken on expected.line = broken.line and expected.period = broken.period

),

final as (

    select
        goal_id,
        indicator_id,
        territory_id,
        sex,
        role,
        period,
        years_ahead,
        value,
        low,
        high,
        observed,
        case
            when observed is null then 'sin_dato'
            when is_broken then 'quiebre'
            else {{ beside_expected('observed', 'value', 'low', 'high', 'wanted_sign') }}
        end as verdict
    from beside

)

select * from final
