{{ config(materialized="view") }}

{#- What stands over and under the line of each card, at the finest territory at which all of it is known. An
    operand exists where all the slices that it adds up exist; it is null when one of them is not known. A
    slice added up from smaller territories is known when all those that are due have it. -#}
with slices as (

    select * from {{ ref('operand_slices') }}

),

cells as not materialized (

    select * from {{ ref('operand_cells') }}

),

territories as (

    select * from {{ ref('territories') }}

),

population_due as (

    select * from {{ ref('population_due') }}

),

wanted as (

    select indicator_id, role, {{ breakdown() }}, count(*) as slices
    from slices
    group by indicator_id, role, {{ breakdown() }}

),

-- nearly every operand is one slice, known where it counts: nothing is added
alone as (

    select
        cells.indicator_id,
        cells.role,
        cells.territory_id,
        cells.period,
        {{ breakdown('cells') }},
        {{ exact('cells.value') }} as value,
        coalesce(cells.is_counted, false) as is_counted,
        {{ known_status('cells.status') }} as status,
        cells.cut_date
    from cells
    inner join wanted
        on cells.indicator_id = wanted.indicator_id
        and cells.role = wanted.role
        and {{ same_breakdown('cells', 'wanted') }}
    where wanted.slices = 1 and cells.leaf_id = cells.territory_id

),

several as not materialized (

    select cells.*
    from cells
    inner join wanted
        on cells.indicator_id = wanted.indicator_id
        and cells.role = wanted.role
        and {{ same_breakdown('cells', 'wanted') }}
    where wanted.slices > 1 or cells.leaf_id <> cells.territory_id

),

added_up as (

    select
        several.indicator_id,
        several.role,
        {{ breakdown('several') }},
        several.leaf_id as territory_id,
        several.period,
        {{ exact_sum('several.value') }} as value,
        sum(
            case when several.value is not null then territories.reference_population * territories.counts_for_coverage else 0 end
        ) as population,
        max(case when several.is_counted then 1 else 0 end) = 1 as is_counted,
        {{ worst_status('several.status') }} as status,
        max(several.cut_date) as cut_date
    from several
    inner join territories on several.territory_id = territories.territory_id
    where several.leaf_id <> several.territory_id
    group by
        several.indicator_id, several.role, {{ breakdown('several') }}, {{ slice('several') }}, several.leaf_id, several.period

),

at_leaves as (

    select
        indicator_id,
        role,
        {{ breakdown() }},
        territory_id,
        period,
        value,
        is_counted,
        status,
        cut_date
    from several
    where leaf_id = territory_id

    union all

    select
        added_up.indicator_id,
        added_up.role,
        {{ breakdown('added_up') }},
        added_up.territory_id,
        added_up.period,
        case when added_up.population >= population_due.population then added_up.value end as value,
        added_up.is_counted,
        added_up.status,
        added_up.cut_date
    from added_up
    left join population_due
        on added_up.territory_id = population_due.territory_id
        and added_up.period = population_due.period

),

added as (

    select
        indicator_id,
        role,
        {{ breakdown() }},
        territory_id,
        period,
        {{ complete_sum('value') }} as value,
        count(*) as slices,
        max(case when is_counted then 1 else 0 end) = 1 as is_counted,
        {{ worst_status('status') }} as status,
        max(cut_date) as cut_date
    from at_leaves
    group by indicator_id, role, {{ breakdown() }}, territory_id, period

),

final as (

    select * from alone

    union all

    select
        added.indicator_id,
        added.role,
        added.territory_id,
        added.period,
        {{ breakdown('added') }},
        added.value,
        added.is_counted,
        added.status,
        added.cut_date
    from added
    inner join wanted
        on added.indicator_id = wanted.indicator_id
        and added.role = wanted.role
        and {{ same_breakdown('added', 'wanted') }}
    where added.slices = wanted.slices

)

select * from final
