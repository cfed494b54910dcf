{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What programmes are offered, one row per programme and year: budget, reach, what one unit of it costs and
    whether anything is known of its effect. Preferential access is a category: it has no reach. -#}
with register as (

    select
        id_programa as programme_id,
        cast(anio as integer) as year,
        nombre as name,
        componente as component,
        dimension,
        poblacion as population,
        case when sexo = '' then 'total' else sexo end as sex,
        territorio as territory_id,
        presupuesto as budget,
        case
            when acceso = 'preferente' then 'preferente'
            when cobertura is not null then 'numero'
            else 'sin_dato'
        end as access,
        case when acceso = 'preferente' then null else cobertura end as reach,
        case when unidad = '' then 'sin_dato' else unidad end as unit,
        tipo_convenio as agreement,
        ejecutor as executor,
        financia as funder,
        meta as goal_id,
        indicador as indicator_id,
        fuente as source,
        _fila as position
    from {{ source('registros', 'programas') }}

),

answers as (

    select * from {{ ref('programme_answers') }}

),

answered as (

    select
        programme_id,
        year,
        count(*) as answers,
        count(case when about = 'efecto' then 1 end) as effects
    from answers
    group by programme_id, year

),

final as (

    select
        register.programme_id,
        register.year,
        register.name,
        register.component,
        register.dimension,
        register.population,
        register.sex,
        register.territory_id,
        register.budget,
        register.access,
        register.reach,
        register.unit,
        case when register.reach > 0 then register.budget / register.reach end as unit_cost,
        register.agreement,
        register.executor,
        register.funder,
        register.goal_id,
        register.indicator_id,
        cast(coalesce(answered.answers, 0) as integer) as answers,
        cast(coalesce(answered.effects, 0) as integer) as effects,
        coalesce(register.budget > 0, false) and coalesce(answered.effects, 0) = 0 as is_unmeasured,
        register.source,
        cast(register.position as integer) as position
    from register
    left join answered
        on register.programme_id = answered.programme_id
        and register.year = answered.year

)

select * from final
