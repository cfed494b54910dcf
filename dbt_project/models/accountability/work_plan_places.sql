{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What of each work plan is said of each territory and of those inside it, by area; rows without a territory are
    in no place. -#}
with leaves as (

    select * from {{ ref('work_plan_leaves') }}

),

within as (

    select * from {{ ref('territory_within') }}

),

summed as (

    select
        within.container_id as territory_id,
        leaves.plan_id,
        leaves.area,
        {{ exact_sum('leaves.need') }} as need,
        {% for name in ["planned", "done", "pending", "cancelled"] -%}
        {{ complete_sum_where('leaves.has_counts', 'leaves.' ~ name) }} as {{ name }},
        {% endfor -%}
        -- of what has a need; one of which nobody knows what was planned leaves it unknown
        {{ complete_sum_where('leaves.need is not null and leaves.has_counts', 'leaves.planned') }} as needed_planned,
        min(leaves.position) as position
    from leaves
    inner join within on leaves.territory_id = within.territory_id
    group by 1, 2, 3

),

final as (

    select
        territory_id,
        plan_id,
        area,
        need,
        planned,
        done,
        pending,
        cancelled,
        cast({{ percent_of('needed_planned', 'need') }} as double) as coverage,
        cast({{ percent_of('done', 'planned') }} as double) as compliance,
        cast(position as integer) as position
    from summed

)

select * from final
