{{ config(post_hook="{{ leave_result() }}") }}

{#- Figures to reach on the way to the target of each goal, and whether they were. -#}
with milestones as (

    select * from {{ source('catalogo', 'milestones') }}

),

goals as (

    select * from {{ source('catalogo', 'goals') }}

),

settings as (

    select * from {{ source('catalogo', 'settings') }}

),

figures as (

    select * from {{ ref('goal_figures') }}

),

breaks as (

    select * from {{ ref('series_break_points') }}

),

seen as (

    select figures.*, {{ goal_line('figures') }} as line from figures

),

asked as (

    select
        milestones.*,
        {{ goal_line('milestones') }} as line,
        settings.account_year,
        goals.baseline_period,
        observed.value as observed,
        {{ wanted_sign('goals.direction', 'baseline.value', 'goals.target_value') }} as wanted_sign
    from milestones
    cross join settings
    inner join goals on {{ goal_line('milestones') }} = {{ goal_line('goals') }}
    left join seen as observed
        on {{ goal_line('milestones') }} = observed.line
        and milestones.period = observed.period
    left join seen as baseline
        on {{ goal_line('milestones') }} = baseline.line
        and goals.baseline_period = baseline.period

),

broken as (

    select distinct asked.line, asked.period
    from asked
    inner join breaks
        on asked.indicator_id = breaks.indicator_id
        and asked.territory_id = breaks.territory_id
        and {{ period_first_day('breaks.period') }} > {{ period_first_day('asked.baseline_period') }}
        and {{ period_first_day('breaks.period') }} <= {{ period_last_day('asked.period') }}

),

final as (

    select
        asked.goal_id,
        asked.indicator_id,
        asked.territory_id,
        asked.sex,
        asked.role,
        asked.period,
        asked.value,
        asked.observed,
        case
            when asked.observed is null and {{ period_year('asked.period') }} >= asked.account_year then 'pendiente'
            when asked.observed is null then 'sin_dato'
            when broken.line is not null then 'quiebre'
            -- a figure that nobody says whether should grow or fall is met only when it is the one agreed
            when asked.wanted_sign = 0 and abs(asked.observed - asked.value) > 1e-6 then 'distinto'
            when (asked.observed - asked.value) * asked.wanted_sign >= 0 then 'cumplido'
            else 'no_cumplido'
        end as state
    from asked
    left join broken on asked.line = broken.line and asked.period = broken.period

)

select * from final
