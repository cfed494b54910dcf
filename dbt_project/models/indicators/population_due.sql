{#- Reference population that a period is due from each territory above the comuna: the comunas that exist
    at some time of it. The yardstick of coverage, never a denominator. -#}
with territories as (

    select * from {{ ref('territories') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

slice_values as (

    select * from {{ ref('slice_values') }}

),

periods as (

    select distinct period from slice_values

),

final as (

    select
        ancestors.ancestor_id as territory_id,
        periods.period,
        cast(sum(territories.reference_population) as double) as population
    from territories
    inner join ancestors on territories.territory_id = ancestors.territory_id
    cross join periods
    where territories.level = 'comuna'
        and territories.counts_for_coverage = 1
        and {{ exists_in('territories.valid_from', 'territories.valid_to', 'periods.period') }}
    group by ancestors.ancestor_id, periods.period

)

select * from final
