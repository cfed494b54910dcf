{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Users who are satisfied, of those who were asked, with the 95 % interval of the share (Wilson). -#}
with register as (

    select
        estudio as study,
        servicio as service,
        pregunta as question,
        territorio as territory_id,
        fecha as asked_on,
        case when sexo = '' then 'total' else sexo end as sex,
        satisfechas as satisfied,
        encuestadas as asked,
        fuente as source
    from {{ source('registros', 'satisfaccion') }}

),

final as (

    select
        study,
        service,
        question,
        territory_id,
        asked_on,
        sex,
        satisfied,
        asked,
        case when asked > 0 then 100.0 * satisfied / asked end as share,
        case when asked > 0 then 100 * {{ wilson('satisfied', 'asked', 'low') }} end as ci_low,
        case when asked > 0 then 100 * {{ wilson('satisfied', 'asked', 'high') }} end as ci_high,
        source
    from register

)

select * from final
