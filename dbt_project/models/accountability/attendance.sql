{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Assemblies as they were written down, one row per meeting and kind of participant (`participants` '' is all of
    them). Only `is_counted` rows add up: the whole of a meeting, or its kinds when nobody wrote the whole. -#}
with register as (

    select
        id_jornada as meeting_id,
        registro as record,
        fecha as held_on,
        nombre as name,
        tipo as kind,
        territorio as territory_id,
        lugar as place,
        clase as participants,
        coalesce(cantidad, 1.0) as meetings,
        mujeres as women,
        hombres as men,
        coalesce(total, mujeres + hombres) as people,
        plan_asistencia as planned,
        fuente as source
    from {{ source('registros', 'jornadas') }}

),

whole as (

    select distinct meeting_id from register where participants = ''

),

final as (

    select
        register.meeting_id,
        register.record,
        register.held_on,
        register.name,
        register.kind,
        register.territory_id,
        register.place,
        register.participants,
        register.meetings,
        register.women,
        register.men,
        register.people,
        -- women and men above the total are a contradiction, not a negative count
        case
            when coalesce(register.women, 0) + coalesce(register.men, 0) <= register.people
                then register.people - coalesce(register.women, 0) - coalesce(register.men, 0)
        end as unknown_sex,
        register.planned,
        case when register.planned > 0 then 100.0 * register.people / register.planned end as share_of_plan,
        coalesce(register.women + register.men > register.people, false) as is_contradictory,
        register.participants = '' or whole.meeting_id is null as is_counted,
        register.source
    from register
    left join whole on register.meeting_id = whole.meeting_id

)

select * from final
