{#- Numerator and denominator of every territory: leaves as they are, parents by adding the children
    that have all that the card needs. Beside the sums, what the parents' coverage rests on:
    `denominator_known` (the denominator of all children that have one), `population_covered` and
    `population_due` (reference population of the children with data, and of all that exist). A leaf that
    was measured and has no figure says why in `gap`, and adds to no parent. Some sources know the region
    alone: a region with a figure of its own stands for its comunas, and adds to the country. -#}
with pairs as (

    select * from {{ ref('leaf_pairs') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

territories as (

    select * from {{ ref('territories') }}

),

periods as (

    select distinct period from pairs

),

-- population that a period is due from each parent: the comunas that exist at some time of it
population_by_parent as (

    select
        ancestors.ancestor_id,
        periods.period,
        sum(territories.reference_population) as population
    from territories
    inner join ancestors on territories.territory_id = ancestors.territory_id
    cross join periods
    where territories.level = 'comuna'
        and territories.counts_for_coverage = 1
        and {{ exists_in('territories.valid_from', 'territories.valid_to', 'periods.period') }}
    group by ancestors.ancestor_id, periods.period

),

leaves as (

    select
        pairs.*,
        case
            when territories.level in ('comuna', 'provincia', 'region') and territories.counts_for_coverage = 1
                then territories.reference_population
            else 0
        end as population,
        territories.level in ('pais', 'region', 'provincia') as is_above_comuna,
        {{ exists_in('territories.valid_from', 'territories.valid_to', 'pairs.period') }} as is_due
    from pairs
    inner join territories on pairs.territory_id = territories.territory_id

),

-- what a figure of its own at a larger territory already counts: its parts add neither to it nor above
hidden as (

    select
        leaves.indicator_id,
        leaves.period,
        leaves.sex,
        below.territory_id,
        above.ancestor_id
    from leaves
    inner join ancestors as below on leaves.territory_id = below.ancestor_id
    inner join (
        select territory_id, territory_id as ancestor_id from territories
        union all
        select territory_id, ancestor_id from ancestors
    ) as above
        on leaves.territory_id = above.territory_id
    where leaves.is_above_comuna and leaves.is_complete

),

parents as (

    select
        leaves.indicator_id,
        ancestors.ancestor_id as territory_id,
        leaves.period,
        leaves.sex,
        {{ exact_sum('case when leaves.is_complete then leaves.numerator end') }} as numerator,
        {{ exact_sum('case when leaves.is_complete then leaves.denominator end') }} as denominator,
        {{ exact_sum('leaves.denominator') }} as denominator_known,
        sum(case when leaves.is_complete then leaves.population else 0 end) as population_covered,
        sum(case when leaves.is_complete and not leaves.is_due then leaves.population else 0 end)
            as population_not_due,
        {{ worst_status("case when leaves.is_complete then leaves.status end") }} as status,
        max(case when leaves.is_complete then leaves.cut_date end) as cut_date
    from leaves
    inner join ancestors on leaves.territory_id = ancestors.territory_id
    left join hidden
        on leaves.indicator_id = hidden.indicator_id
        and leaves.territory_id = hidden.territory_id
        and ancestors.ancestor_id = hidden.ancestor_id
        and leaves.period = hidden.period
        and leaves.sex = hidden.sex
    where hidden.indicator_id is null
    group by leaves.indicator_id, ancestors.ancestor_id, leaves.period, leaves.sex
    having max(case when leaves.is_complete then 1 else 0 end) = 1

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        sex,
        false as is_parent,
        numerator,
        denominator,
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
        parents.sex,
        true as is_parent,
        parents.numerator,
        parents.denominator,
        parents.denominator_known,
        cast(parents.population_covered as double) as population_covered,
        cast(coalesce(population_by_parent.population, 0) + parents.population_not_due as double)
            as population_due,
        '' as gap,
        parents.status,
        parents.cut_date
    from parents
    left join population_by_parent
        on parents.territory_id = population_by_parent.ancestor_id
        and parents.period = population_by_parent.period

)

select * from final
