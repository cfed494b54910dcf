{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- How a service is given: the four questions on each axis of integration, who answered and on what
    evidence. -#}
with register as (

    select
        servicio as service,
        territorio as territory_id,
        fecha as scored_on,
        eje as axis,
        tiempo_respuesta_dias as response_days,
        calidad as quality,
        cobertura_desde as covered_from,
        cobertura_hasta as covered_to,
        garantia as guarantee,
        suficiente as sufficient,
        pertinente as pertinent,
        eficiente as efficient,
        oportuna as timely,
        puntuo as scored_by,
        evidencia as evidence,
        fuente as source
    from {{ source('registros', 'calidad_servicios') }}

),

final as (

    select
        service,
        territory_id,
        scored_on,
        axis,
        response_days,
        quality,
        covered_from,
        covered_to,
        guarantee,
        sufficient,
        pertinent,
        efficient,
        timely,
        scored_by,
        evidence,
        source
    from register

)

select * from final
