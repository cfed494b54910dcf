{#- A region is the sum of what today's code puts in it (its comunas and its «sin territorio») in every
    period, whatever the map was then. The code of a comuna begins with that of its region, so that nothing
    of the hierarchy is taken for granted here. -#}
with pairs as (

    select * from {{ ref('leaf_pairs') }}

),

rollup as (

    select * from {{ ref('rollup') }}

),

territories as (

    select * from {{ ref('territories') }}

),

leaves as (

    select
        pairs.indicator_id,
        substr(pairs.territory_id, 1, 2) as region_id,
        pairs.period,
        {{ breakdown('pairs') }},
        {{ exact_sum('pairs.numerator') }} as numerator,
        {{ exact_sum('pairs.denominator') }} as denominator
    from pairs
    inner join territories on pairs.territory_id = territories.territory_id
    where pairs.is_complete
        and (territories.level in ('provincia', 'comuna') or territories.territory_id like '__-st')
    group by pairs.indicator_id, substr(pairs.territory_id, 1, 2), pairs.period, {{ breakdown('pairs') }}

),

regions as (

    select rollup.*
    from rollup
    inner join territories on rollup.territory_id = territories.territory_id
    where rollup.is_parent and territories.level = 'region'

),

final as (

    select
        regions.indicator_id,
        regions.territory_id,
        regions.period,
        {{ breakdown('regions') }},
        regions.numerator,
        leaves.numerator as leaves_numerator,
        regions.denominator,
        leaves.denominator as leaves_denominator
    from regions
    left join leaves
        on regions.indicator_id = leaves.indicator_id
        and regions.territory_id = leaves.region_id
        and regions.period = leaves.period
        and {{ same_breakdown('regions', 'leaves') }}
    where leaves.region_id is null
        or abs(regions.numerator - leaves.numerator) > 0.001
        or abs(coalesce(regions.denominator, 0) - coalesce(leaves.denominator, 0)) > 0.001

)

select * from final
