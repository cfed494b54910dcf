{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- The six-monthly evaluation of the staff: of those evaluated, how many meet each factor. Never one person. -#}
with register as (

    select
        semestre as period,
        area,
        factor,
        evaluadas as evaluated,
        cumplen as meeting,
        fuente as source
    from {{ source('registros', 'evaluacion_equipo') }}

),

final as (

    select
        period,
        area,
        factor,
        evaluated,
        meeting,
        case when evaluated > 0 then 100.0 * meeting / evaluated end as share,
        source
    from register

)

select * from final
