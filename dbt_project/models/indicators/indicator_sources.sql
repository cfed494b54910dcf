{#- The sources behind each figure, for the leaf itself, for every territory above it that adds it, and for the
    three years that are put together. -#}
with cells as (

    select * from {{ ref('operand_cells') }}

),

pairs as (

    select * from {{ ref('leaf_pairs') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

pools as (

    select * from {{ ref('pooled_sums') }}

),

named as (

    select distinct
        indicator_id,
        leaf_id as territory_id,
        period,
        {{ breakdown() }},
        source_id
    from cells

),

leaf_sources as (

    select
        named.*,
        pairs.is_complete
    from named
    inner join pairs on {{ same_figure('named', 'pairs') }}
    where pairs.is_complete or pairs.gap <> ''

),

all_sources as (

    select indicator_id, territory_id, period, {{ breakdown() }}, source_id
    from leaf_sources

    union

    select
        leaf_sources.indicator_id,
        ancestors.ancestor_id as territory_id,
        leaf_sources.period,
        {{ breakdown('leaf_sources') }},
        leaf_sources.source_id
    from leaf_sources
    inner join ancestors on leaf_sources.territory_id = ancestors.territory_id
    where leaf_sources.is_complete

),

pooled as (

    select
        pools.indicator_id,
        pools.territory_id,
        pools.period,
        {{ breakdown('pools') }},
        all_sources.source_id
    from pools
    inner join all_sources
        on pools.indicator_id = all_sources.indicator_id
        and pools.territory_id = all_sources.territory_id
        and {{ same_breakdown('pools', 'all_sources') }}
        and pools.period = {{ pool_of('all_sources.period') }}

),

behind as (

    select * from all_sources
    union
    select * from pooled

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        {{ breakdown() }},
        {{ dbt.listagg('source_id', "' '", 'order by source_id') }} as sources
    from behind
    group by indicator_id, territory_id, period, {{ breakdown() }}

)

select * from final
