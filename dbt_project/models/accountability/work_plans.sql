{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Need, planned, done, pending and cancelled of every work plan, at three levels: standard, area and plan. The
    totals are worked out again from the rows below; what the document prints stays beside them and is never
    put right. What has no need is left out of the coverage, not out of the plan. -#}
{% set counts = ["need", "planned", "done", "pending", "cancelled"] -%}
with leaves as (

    select * from {{ ref('work_plan_leaves') }}

),

register as (

    select
        plan as plan_id,
        fila as kind,
        area,
        necesidad as need,
        planificado as planned,
        hecho as done,
        pendiente as pending,
        eliminado as cancelled,
        cobertura_impresa as printed_coverage,
        cumplimiento_impreso as printed_compliance
    from {{ source('registros', 'plan_trabajo') }}

),

-- one row per standard, undivided area or undivided plan; what has only a need adds no count
standards as (

    select
        plan_id,
        area,
        standard,
        {{ exact_sum('need') }} as need,
        {% for name in counts[1:] -%}
        case when count({{ name }}) = count(case when has_counts then 1 end) then {{ exact_sum(name) }} end as {{ name }},
        {% endfor -%}
        sum(actions) as actions,
        {{ exact_sum('cost') }} as cost,
        {{ exact_sum('written_planned') }} as written_planned,
        max(printed_coverage) as printed_coverage,
        max(printed_compliance) as printed_compliance,
        min(position) as position
    from leaves
    group by plan_id, area, standard

),

areas as (

    select
        plan_id,
        area,
        {{ exact_sum('need') }} as need,
        {% for name in counts[1:] -%}
        {{ complete_sum(name) }} as {{ name }},
        {% endfor -%}
        {{ complete_sum_where('need is not null', 'planned') }} as needed_planned,
        count(*) - count(need) as without_need,
        sum(actions) as actions,
        {{ exact_sum('cost') }} as cost,
        max(case when standard = '' then printed_coverage end) as own_coverage,
        max(case when standard = '' then printed_compliance end) as own_compliance,
        max(case when standard = '' then written_planned end) as own_planned,
        max(case when standard <> '' then 1 else 0 end) as is_divided,
        min(position) as position
    from standards
    where area <> ''
    group by plan_id, area

),

-- an undivided area prints nothing of itself but its percents: its counts are the ones that count
printed_areas as (

    select areas.*
        {%- for name in counts %},
        register.{{ name }} as printed_{{ name }}
        {%- endfor %},
        coalesce(register.printed_coverage, areas.own_coverage) as printed_coverage,
        coalesce(register.printed_compliance, areas.own_compliance) as printed_compliance
    from areas
    left join register
        on areas.plan_id = register.plan_id
        and areas.area = register.area
        and register.kind = 'area'
        and areas.is_divided = 1

),

-- the need as it is stated: the printed one where there is one
stated_areas as (

    select
        *,
        coalesce(printed_need, need) as stated_need,
        case
            when need is not null then needed_planned
            when printed_need is not null then planned
        end as stated_planned
    from printed_areas

),

plans as (

    select
        plan_id,
        {{ exact_sum('need') }} as need,
        {% for name in counts[1:] -%}
        {{ complete_sum(name) }} as {{ name }},
        {% endfor -%}
        {{ complete_sum_where('need is not null', 'needed_planned') }} as needed_planned,
        count(*) - count(need) as without_need,
        sum(actions) as actions,
        {{ exact_sum('cost') }} as cost,
        count(printed_need) as printed_needs,
        {{ exact_sum('stated_need') }} as stated_need,
        {{ complete_sum_where('stated_need is not null', 'stated_planned') }} as stated_planned,
        min(position) as position
    from stated_areas
    group by plan_id

    union all

    select
        plan_id,
        need,
        {% for name in counts[1:] -%}
        {{ name }},
        {% endfor -%}
        case when need is not null then planned end as needed_planned,
        0 as without_need,
        actions,
        cost,
        0 as printed_needs,
        need as stated_need,
        case when need is not null then planned end as stated_planned,
        position
    from standards
    where area = ''

),

divided as (

    select distinct plan_id from areas

),

-- an undivided plan, as an undivided area, prints nothing of itself but its percents
printed_plans as (

    select
        plans.*,
        {% for name in counts -%}
        case when divided.plan_id is not null then register.{{ name }} end as printed_{{ name }},
        {% endfor -%}
        register.printed_coverage,
        register.printed_compliance
    from plans
    left join divided on plans.plan_id = divided.plan_id
    left join register
        on plans.plan_id = register.plan_id
        and register.kind = 'plan'

),

levels as (

    select
        plan_id, 'standard' as level, area, standard, need, planned, done, pending, cancelled,
        case when need is not null then planned end as needed_planned, 0 as without_need, actions, cost,
        cast(null as double) as printed_need, written_planned as printed_planned,
        cast(null as double) as printed_done, cast(null as double) as printed_pending,
        cast(null as double) as printed_cancelled,
        cast(null as double) as stated_need, cast(null as double) as stated_planned,
        printed_coverage, printed_compliance, position
    from standards
    where standard <> ''

    union all

    select
        plan_id, 'area' as level, area, '' as standard, need, planned, done, pending, cancelled,
        needed_planned, without_need, actions, cost,
        printed_need, coalesce(printed_planned, own_planned) as printed_planned,
        printed_done, printed_pending, printed_cancelled,
        case when printed_need is not null then stated_need end as stated_need, stated_planned,
        printed_coverage, printed_compliance, position
    from stated_areas

    union all

    select
        plan_id, 'plan' as level, '' as area, '' as standard, need, planned, done, pending, cancelled,
        needed_planned, without_need, actions, cost,
        printed_need, printed_planned, printed_done, printed_pending, printed_cancelled,
        case
            when printed_need is not null then printed_need
            when printed_needs > 0 then stated_need
        end as stated_need,
        stated_planned,
        printed_coverage, printed_compliance, position
    from printed_plans

),

final as (

    select
        plan_id,
        level,
        area,
        standard,
        need,
        planned,
        done,
        pending,
        cancelled,
        cast({{ percent_of('needed_planned', 'need') }} as double) as coverage,
        cast({{ percent_of('done', 'planned') }} as double) as compliance,
        cast({{ percent_of('stated_planned', 'stated_need') }} as double) as coverage_on_printed,
        cast(printed_need as double) as printed_need,
        cast(printed_planned as double) as printed_planned,
        cast(printed_done as double) as printed_done,
        cast(printed_pending as double) as printed_pending,
        cast(printed_cancelled as double) as printed_cancelled,
        cast(printed_coverage as double) as printed_coverage,
        cast(printed_compliance as double) as printed_compliance,
        cast(stated_need as double) as stated_need,
        cast(needed_planned as double) as needed_planned,
        cast(without_need as integer) as without_need,
        cast(actions as integer) as actions,
        cast(cost as double) as cost,
        cast(position as integer) as position
    from levels

)

select * from final
