{{ config(materialized='by_period') }}

{#- Numerator and denominator of every territory: leaves as they are, parents by adding the children
    that have all that the card needs. Beside the sums, what the parents' coverage rests on:
    `denominator_known` (the denominator of all children that have one), `population_covered` and
    `population_due` (reference population of the children with data, and of all that exist). A leaf that
    was measured and has no figure says why in `gap`, and adds to no parent. A leaf above the comuna stands
    for all the comunas of its own. -#}
with pairs as not materialized (

    select * from {{ ref('leaf_pairs') }} where {{ this_unit() }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

territories as (

    select * from {{ ref('territories') }}

),

population_due as (

    select * from {{ ref('population_due') }} where {{ this_unit() }}

),

leaves as not materialized (

    select
        pairs.*,
        case
            when {{ is_above_comuna('territories.level') }} then coalesce(population_due.population, 0)
            when territories.level = 'comuna' and territories.counts_for_coverage = 1
                then territories.reference_population
            else 0
        end as population,
        {{ is_above_comuna('territories.level') }}
            or {{ exists_in('territories.valid_from', 'territories.valid_to', 'pairs.period') }} as is_due
    from pairs
    inner join territories on pairs.territory_id = territories.territory_id
    left join population_due
        on pairs.territory_id = population_due.territory_id
        and pairs.period = population_due.period

),

parents as (

    select
        leaves.indicator_id,
        ancestors.ancestor_id as territory_id,
        leaves.period,
        {{ breakdown('leaves') }},
        {{ exact_sum('case when leaves.is_complete then leaves.numerator end') }} as numerator,
        {{ exact_sum('case when leaves.is_complete then leaves.denominator end') }} as denominator,
        -- one child without it, and nobody knows the sum
        case
            when sum(case when leaves.is_complete and leaves.square is null then 1 else 0 end) = 0
                then {{ exact_sum('case when leaves.is_complete then leaves.square end') }}
        end as square,
        {{ exact_sum('leaves.denominator') }} as denominator_known,
        sum(case when leaves.is_complete then leaves.population else 0 end) as population_covered,
        sum(case when leaves.is_complete and not leaves.is_due then leaves.population else 0 end)
            as population_not_due,
        {{ worst_status("case when leaves.is_complete then leaves.status end") }} as status,
        max(case when leaves.is_complete then leaves.cut_date end) as cut_date
    from leaves
    inner join ancestors on leaves.territory_id = ancestors.territory_id
    group by leaves.indicator_id, ancestors.ancestor_id, leaves.period, {{ breakdown('leaves') }}
    having max(case when leaves.is_complete then 1 else 0 end) = 1

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        {{ breakdown() }},
        false as is_parent,
        numerator,
        denominator,
        square,
        denominator as denominator_known,
        cast(population as double) as population_covered,
        cast(population as double) as population_due,
        gap,
        status,
        cut_date
    from leaves
    where (is_complete or gap <> '')
        -- before a comuna existed nobody counted in it: its unwritten zero only serves its parents
        and (is_due or is_counted)

    union all

    select
        parents.indicator_id,
        parents.territory_id,
        parents.period,
        {{ breakdown('parents') }},
        true as is_parent,
        parents.numerator,
        parents.denominator,
        parents.square,
        parents.denominator_known,
        cast(parents.population_covered as double) as population_covered,
        cast(coalesce(population_due.population, 0) + parents.population_not_due as double) as population_due,
        '' as gap,
        parents.status,
        parents.cut_date
    from parents
    left join population_due
        on parents.territory_id = population_due.territory_id
        and parents.period = population_due.period

)

select * from final
