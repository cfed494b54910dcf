{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- The plan of action, line by line: objective, goal, indicator, result and impact; what its document declares
    stands beside what has a record, and neither is put right. -#}
with register as (

    select
        id_linea as line_id,
        componente as component,
        objetivo as objective,
        meta as goal_text,
        indicador_texto as indicator_text,
        planificado as planned,
        logrado as achieved,
        unidad as unit,
        resultado as result,
        impacto as impact,
        estado as state,
        plazo as due_on,
        declarado as declared,
        documentado as documented,
        fuente as source,
        _fila as row_number
    from {{ source('registros', 'plan_accion') }}

),

final as (

    select
        line_id,
        component,
        objective,
        goal_text,
        indicator_text,
        planned,
        achieved,
        case when planned > 0 then 100.0 * achieved / planned end as share,
        unit,
        result,
        impact,
        state,
        due_on,
        declared,
        documented,
        declared - documented as apart,
        case
            when declared is null then ''
            when documented is null then 'sin_respaldo'
            when declared = documented then 'calza'
            else 'difiere'
        end as verdict,
        source,
        cast(row_number as integer) as row_number
    from register

)

select * from final
