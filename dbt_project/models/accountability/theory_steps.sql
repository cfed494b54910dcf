{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Steps of the theory of change, from the need to the final result, and the steps that each one leads to. -#}
with register as (

    select
        id_paso as step_id,
        case nivel
            when 'necesidad' then 1
            when 'insumo' then 2
            when 'actividad' then 3
            when 'producto' then 4
            when 'resultado_intermedio' then 5
            else 6
        end as position,
        nivel as level,
        texto as wording,
        lleva_a as leads_to,
        supuesto as assumption,
        riesgo as risk,
        indicador as indicator_id,
        meta as goal_id,
        _fila as row_number
    from {{ source('registros', 'teoria_cambio') }}

),

final as (

    select
        step_id,
        cast(position as integer) as position,
        level,
        wording,
        leads_to,
        assumption,
        risk,
        indicator_id,
        goal_id,
        cast(row_number as integer) as row_number
    from register

)

select * from final
