{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Courses and internships: for whom, how many came, what they cost and who paid. Costs keep their currency. -#}
with register as (

    select
        id_curso as training_id,
        registro as record,
        nombre as name,
        fecha as held_on,
        publico as audience,
        territorio as territory_id,
        horas as hours,
        coalesce(cantidad, 1.0) as courses,
        mujeres as women,
        hombres as men,
        coalesce(total, mujeres + hombres) as people,
        costo as cost,
        moneda as currency,
        pagado_por as payer,
        fuente as source
    from {{ source('registros', 'capacitacion') }}

),

final as (

    select
        training_id,
        record,
        name,
        held_on,
        audience,
        territory_id,
        hours,
        courses,
        women,
        men,
        people,
        cost,
        currency,
        payer,
        source
    from register

)

select * from final
