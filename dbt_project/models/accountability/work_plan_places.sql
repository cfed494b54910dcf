{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What of each work plan is said of each territory and of those inside it, by area; rows without a territory are
    in no place. -#}
with leaves as (

    select * from {{ ref('work_plan_leaves') }}

),

within as (

    select * from {{ ref('territory_within') }}

),

final as (

    select
        within.container_id as territory_id,
        leaves.plan_id,
        leaves.area,
        {{ exact_sum('leaves.need') }} as need,
        {% for name in ["planned", "done", "pending", "cancelled"] -%}
        case
            when count(leaves.{{ name }}) = count(case when leaves.has_counts then 1 end)
                then {{ exact_sum('leaves.' ~ name) }}
        end as {{ name }},
        {% endfor -%}
        cast({{ percent_of(
            exact_sum('case when leaves.need is not null then leaves.planned end'), exact_sum('leaves.need')
        ) }} as double) as coverage,
        cast({{ percent_of(
            exact_sum('case when leaves.planned is not null then leaves.done end'), exact_sum('leaves.planned')
        ) }} as double) as compliance,
        cast(min(leaves.position) as integer) as position
    from leaves
    inner join within on leaves.territory_id = within.territory_id
    group by 1, 2, 3

)

select * from final
