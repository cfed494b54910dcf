{{ config(post_hook="{{ leave_result() }}") }}

{#- How far each goal has come: baseline, latest, target and a verdict. A change counts only when the
    95 % interval of the difference between baseline and latest leaves zero out (decision 0012); without
    the interval of each nobody can tell whether a change is one. Nor across a break of the series. -#}
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

measured as (

    select
        goals.goal_id,
        goals.indicator_id,
        goals.territory_id,
        goals.sex,
        goals.role,
        goals.baseline_period,
        baseline.value as baseline_value,
        latest.period as latest_period,
        latest.value as latest_value,
        previous.period as previous_period,
        previous.value as previous_value,
        goals.target_period,
        goals.target_value,
        latest.denominator,
        indicators.kind,
        indicators.scale,
        {{ period_last_day('latest.period') }} > {{ period_last_day('baseline.period') }} as is_newer,
        {{ mover('baseline.', 'latest.', 'low') }} as change_low,
        {{ mover('baseline.', 'latest.', 'high') }} as change_high,
        case when 'u' in (latest.mark, baseline.mark) then 'u' else '' end as mark,
        {{ wanted_sign('goals.direction', 'baseline.value', 'goals.target_value') }} as wanted_sign
    from goals
    inner join indicators on goals.indicator_id = indicators.indicator_id
    left join figures as baseline
        on goals.goal_id = baseline.goal_id
        and goals.indicator_id = baseline.indicator_id
        and goals.territory_id = baseline.territory_id
        and goals.sex = baseline.sex
        and goals.role = baseline.role
        and goals.baseline_period = baseline.period
    left join figures as latest
        on goals.goal_id = latest.goal_id
        and goals.indicator_id = latest.indicator_id
        and goals.territory_id = latest.territory_id
        and goals.sex = latest.sex
        and goals.role = latest.role
        and latest.age = 1
    left join figures as previous
        on goals.goal_id = previous.goal_id
        and goals.indicator_id = previous.indicator_id
        and goals.territory_id = previous.territory_id
        and goals.sex = previous.sex
        and goals.role = previous.role
        and previous.age = 2

),

-- a break after the baseline began and before the latest one ends: the two are not of one series
broken as (

    select distinct measured.goal_id, measured.indicator_id, measured.territory_id, measured.sex, measured.role
    from measured
    inner join breaks
        on measured.indicator_id = breaks.indicator_id
        and measured.territory_id = breaks.territory_id
    where {{ period_first_day('breaks.period') }} > {{ period_first_day('measured.baseline_period') }}
        and {{ period_first_day('breaks.period') }} <= {{ period_last_day('measured.latest_period') }}

),

changed as (

    select
        measured.*,
        broken.goal_id is not null as is_broken,
        latest_value - baseline_value as amount,
        {{ change_verdict('latest_value - baseline_value', 'change_low', 'change_high', 'wanted_sign') }} as change
    from measured
    left join broken
        on measured.goal_id = broken.goal_id
        and measured.indicator_id = broken.indicator_id
        and measured.territory_id = broken.territory_id
        and measured.sex = broken.sex
        and measured.role = broken.role

),

judged as (

    select
        changed.*,
        case
            when latest_value is null then 'sin_datos'
            when is_broken then 'quiebre'
            when wanted_sign <> 0 and (latest_value - target_value) * wanted_sign >= 0 then 'alcanzada'
            when baseline_value is null or not is_newer then 'sin_datos'
            -- to stay where it was: any change that can be told is a way off
            when wanted_sign = 0 and (abs(amount) <= 1e-6 or change = 'sin_cambio_distinguible') then 'alcanzada'
            when wanted_sign = 0 and change in ('sube', 'baja') then 'se_aleja'
            when change = 'mejora' then 'en_camino'
            when change = 'empeora' then 'se_aleja'
            else change
        end as verdict
    from changed

),

final as (

    select
        goal_id,
        indicator_id,
        territory_id,
        sex,
        role,
        baseline_period,
        baseline_value,
        latest_period,
        latest_value,
        previous_period,
        previous_value,
        target_period,
        target_value,
        target_value - latest_value as distance,
        case when not is_broken then amount end as change_from_baseline,
        case when not is_broken then change_low end as change_low,
        case when not is_broken then change_high end as change_high,
        case
            when is_broken then null
            when baseline_value <> target_value and amount = 0 then 0.0
            when baseline_value <> target_value then amount / (target_value - baseline_value)
        end as share_of_path,
        verdict,
        case
            when kind <> 'proporcion' or latest_value is null then null
            when verdict = 'alcanzada' then 0.0
            else {{ people_of('target_value - latest_value', 'scale', 'denominator') }}
        end as gap_people,
        mark
    from judged

)

select * from final
