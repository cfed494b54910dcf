{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Every figure that a work plan prints of itself beside the same figure worked out again. `coverage` stands on
    the needs of the rows, `coverage_on_printed` on the printed need where it is another one. -#}
{% set figures = [
    ("need", "need", ""),
    ("planned", "planned", ""),
    ("done", "done", ""),
    ("pending", "pending", ""),
    ("cancelled", "cancelled", ""),
    ("coverage", "coverage", ""),
    ("coverage_on_printed", "coverage", "stated_need is not null and (need is null or stated_need <> need)"),
    ("compliance", "compliance", ""),
] -%}
with work_plans as (

    select * from {{ ref('work_plans') }}

),

printed as (

    {% for recomputed, name, where in figures -%}
    select
        plan_id,
        level,
        area,
        standard,
        '{{ recomputed }}' as figure,
        printed_{{ name }} as printed,
        {{ recomputed }} as recomputed,
        position
    from work_plans
    where printed_{{ name }} is not null{{ " and " ~ where if where }}
    {{ "union all" if not loop.last }}
    {% endfor %}

),

final as (

    select
        plan_id,
        level,
        area,
        standard,
        figure,
        printed,
        recomputed,
        recomputed - printed as difference,
        {{ printed_kind('printed', 'recomputed') }} as kind,
        position
    from printed

)

select * from final
