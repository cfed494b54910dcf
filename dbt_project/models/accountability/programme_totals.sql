{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Totals of the programmes of each year over dimension, component, access and unit; an empty text is «all of
    them». Budgets add up; a reach only within one unit, and «otra» is no unit: what it counts may differ. -#}
with programmes as (

    select * from {{ ref('programmes') }}

),

totals as (

    select
        year,
        case when grouping(dimension) = 1 then '' else dimension end as dimension,
        case when grouping(component) = 1 then '' else component end as component,
        case when grouping(access) = 1 then '' else access end as access,
        case when grouping(unit) = 1 then '' else unit end as unit,
        count(*) as programmes,
        count(budget) as with_budget,
        count(reach) as with_reach,
        {{ exact_sum('budget') }} as budget,
        {{ exact_sum('reach') }} as reach,
        {{ exact_sum('case when reach > 0 then budget end') }} as reaching_budget,
        {{ exact_sum('case when budget is not null then reach end') }} as paid_reach
    from programmes
    group by year, cube (dimension, component, access, unit)

),

final as (

    select
        year,
        dimension,
        component,
        access,
        unit,
        cast(programmes as integer) as programmes,
        cast(with_budget as integer) as with_budget,
        cast(with_reach as integer) as with_reach,
        budget,
        case when unit not in ('', 'otra', 'sin_dato') then reach end as reach,
        case
            when unit not in ('', 'otra', 'sin_dato') and paid_reach > 0 then reaching_budget / paid_reach
        end as unit_cost
    from totals

)

select * from final
