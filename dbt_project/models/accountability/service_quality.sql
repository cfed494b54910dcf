{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- How a service is given: the four questions on each axis of integration, who answered and on what
    evidence. `is_latest` marks the newest answer for each service, territory and axis. -#}
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

newest as (

    select service, territory_id, axis, max(scored_on) as scored_on
    from register
    group by service, territory_id, axis

),

final as (

    select
        register.service,
        register.territory_id,
        register.scored_on,
        register.axis,
        register.response_days,
        register.quality,
        register.covered_from,
        register.covered_to,
        register.guarantee,
        register.sufficient,
        register.pertinent,
        register.efficient,
        register.timely,
        register.scored_by,
        register.evidence,
        register.source,
        newest.service is not null as is_latest
    from register
    left join newest
        on register.service = newest.service
        and register.territory_id = newest.territory_id
        and register.axis = newest.axis
        and register.scored_on = newest.scored_on

)

select * from final
