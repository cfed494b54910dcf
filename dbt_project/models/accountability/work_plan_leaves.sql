{{ config(materialized="table") }}

{#- The smallest parts of every work plan that carry counts, by territory: its standards, the areas that are not
    divided into standards, and the plans that are not divided into areas. A standard written as actions is
    counted from them; one written as counts keeps them. What is planned is done, pending or cancelled. -#}
with register as (

    select
        plan as plan_id,
        fila as kind,
        area,
        -- a standard without name is its area
        case when fila in ('accion', 'estandar') and estandar = '' then area else estandar end as standard,
        territorio as territory_id,
        estado as state,
        necesidad as need,
        planificado as planned,
        hecho as done,
        pendiente as pending,
        eliminado as cancelled,
        costo as cost,
        cobertura_impresa as printed_coverage,
        cumplimiento_impreso as printed_compliance,
        _fila as position
    from {{ source('registros', 'plan_trabajo') }}

),

divided_areas as (

    select distinct plan_id, area
    from register
    where kind in ('accion', 'estandar')

),

divided_plans as (

    select distinct plan_id
    from register
    where kind <> 'plan'

),

counting as (

    select register.*
    from register
    left join divided_areas
        on register.plan_id = divided_areas.plan_id
        and register.area = divided_areas.area
    left join divided_plans on register.plan_id = divided_plans.plan_id
    where register.kind in ('accion', 'estandar')
        or (register.kind = 'area' and divided_areas.plan_id is null)
        or (register.kind = 'plan' and divided_plans.plan_id is null)

),

grouped as (

    select
        plan_id,
        case when kind = 'plan' then '' else area end as area,
        case when kind in ('accion', 'estandar') then standard else '' end as standard,
        territory_id,
        -- the need of a standard is one, however many rows repeat it
        case when min(need) = max(need) then max(need) end as need,
        count(case when kind = 'accion' then 1 end) as actions,
        count(case when kind = 'accion' and state = 'hecho' then 1 end) as actions_done,
        count(case when kind = 'accion' and state = 'eliminado' then 1 end) as actions_cancelled,
        max(case when kind <> 'accion' then planned end) as written_planned,
        max(case when kind <> 'accion' then done end) as written_done,
        max(case when kind <> 'accion' then pending end) as written_pending,
        max(case when kind <> 'accion' then cancelled end) as written_cancelled,
        max(printed_coverage) as printed_coverage,
        max(printed_compliance) as printed_compliance,
        {{ exact_sum('cost') }} as cost,
        min(position) as position
    from counting
    group by 1, 2, 3, 4

),

-- nothing planned is nothing done; an action that nobody says is done or cancelled is pending
counted as (

    select
        *,
        case
            when actions > 0 then actions_done
            when written_planned = 0 then coalesce(written_done, 0)
            else written_done
        end as done,
        case
            when actions > 0 then actions - actions_done - actions_cancelled
            when written_planned = 0 then coalesce(written_pending, 0)
            else written_pending
        end as pending,
        case
            when actions > 0 then actions_cancelled
            when written_planned = 0 then coalesce(written_cancelled, 0)
            else written_cancelled
        end as cancelled
    from grouped

),

final as (

    select
        plan_id,
        area,
        standard,
        territory_id,
        cast(need as double) as need,
        cast(coalesce(done + pending + cancelled, written_planned) as double) as planned,
        cast(done as double) as done,
        cast(pending as double) as pending,
        cast(cancelled as double) as cancelled,
        actions > 0 or coalesce(written_planned, done, pending, cancelled) is not null as has_counts,
        cast(actions as integer) as actions,
        cast(cost as double) as cost,
        -- what is written beside its parts may differ from them
        case when done + pending + cancelled is not null then cast(written_planned as double) end as written_planned,
        cast(printed_coverage as double) as printed_coverage,
        cast(printed_compliance as double) as printed_compliance,
        cast(position as integer) as position
    from counted

)

select * from final
