{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Good practices: the ones that were born in the territory and that others can repeat, and those that lack one of
    the two. -#}
with register as (

    select
        id_practica as practice_id,
        nombre as name,
        descripcion as description,
        territorio as territory_id,
        espontanea = 'sí' as is_spontaneous,
        replicable = 'sí' as is_replicable,
        condiciones as conditions,
        evidencia as evidence,
        costo as cost,
        meta as goal_id,
        fuente as source
    from {{ source('registros', 'buenas_practicas') }}

),

final as (

    select
        practice_id,
        name,
        description,
        territory_id,
        is_spontaneous,
        is_replicable,
        is_spontaneous and is_replicable as is_good_practice,
        conditions,
        evidence,
        cost,
        goal_id,
        source
    from register

)

select * from final
