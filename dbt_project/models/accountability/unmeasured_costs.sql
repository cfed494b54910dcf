{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What is paid for and nobody measures: programmes that answer no question about their effect, actions of work
    plans that name no indicator, and actions of goals whose main indicator has no figure yet. What was cancelled
    costs nothing. -#}
with programmes as (

    select * from {{ ref('programmes') }}

),

actions as (

    select
        plan as plan_id,
        area,
        estandar as standard,
        accion as action,
        estado as state,
        fecha as due,
        costo as cost,
        indicador as indicator_id,
        _fila as position
    from {{ source('registros', 'plan_trabajo') }}
    where fila = 'accion'

),

goal_actions as (

    select * from {{ source('catalogo', 'goal_actions') }}

),

measured_goals as (

    select distinct goal_id
    from {{ ref('goal_progress') }}
    where role = 'principal' and latest_value is not null

),

final as (

    select
        'programa' as kind,
        programme_id as item_id,
        cast(year as varchar) as year,
        '' as area,
        name,
        budget as cost,
        'sin_respuesta_de_efecto' as reason,
        position
    from programmes
    where is_unmeasured

    union all

    select
        'accion_plan' as kind,
        plan_id as item_id,
        substr(due, 1, 4) as year,
        area || case when standard = '' then '' else ' | ' || standard end as area,
        action as name,
        cost,
        'sin_indicador' as reason,
        cast(position as integer) as position
    from actions
    where cost > 0 and indicator_id = '' and state <> 'eliminado'

    union all

    select
        'accion_meta' as kind,
        goal_actions.goal_id as item_id,
        substr(goal_actions.due, 1, 4) as year,
        '' as area,
        goal_actions.action as name,
        goal_actions.cost,
        'meta_sin_cifra' as reason,
        goal_actions.position
    from goal_actions
    left join measured_goals on goal_actions.goal_id = measured_goals.goal_id
    where goal_actions.cost > 0 and goal_actions.state <> 'eliminada' and measured_goals.goal_id is null

)

select * from final
