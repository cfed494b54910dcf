{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What is offered: formal services and the neighbours' own strengths, one row each. An unknown capacity
    stays unknown. -#}
with register as (

    select
        id_oferta as offer_id,
        nombre as name,
        necesidad as need,
        poblacion as population,
        sexo as sex,
        edad as age,
        territorio as territory_id,
        desde as date_from,
        hasta as date_to,
        horario as schedule,
        lugar as place,
        capacidad as capacity,
        unidad as unit,
        costo_anual as annual_cost,
        financia as funder,
        ejecuta as provider,
        tipo as kind,
        fuente as source
    from {{ source('registros', 'mapa_recursos') }}

),

final as (

    select
        offer_id, name, need, population,
        case when sex = '' then 'total' else sex end as sex,
        age, territory_id, date_from, date_to, schedule, place,
        capacity, unit, annual_cost, funder, provider, kind, source,
        -- the same funder, however its name is written in capitals and accents
        {{ strip_accents('trim(funder)') }} as funder_key,
        lower(trim(age)) as age_key,
        -- an offer without end goes on
        case when date_to = '' then '9999-12-31' else date_to end as last_day
    from register

)

select * from final
