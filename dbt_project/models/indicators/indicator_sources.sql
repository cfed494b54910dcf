{#- The sources behind each figure: of the leaf itself, of every territory above it that adds it, and of the three
    years that are put together. A slice nearly always comes from one source in all the territories of a period;
    then the figure has the same sources everywhere, and one row with an empty territory says so. Only the
    others are followed territory by territory. -#}
with slices as (

    select * from {{ ref('operand_slices') }}

),

slice_values as (

    select * from {{ ref('slice_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

cells as (

    select * from {{ ref('operand_cells') }}

),

pairs as (

    select * from {{ ref('leaf_pairs') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

pools as not materialized (

    select * from {{ ref('pooled_sums') }}

),

given as (

    select
        {{ slice() }},
        period,
        min(source_id) as source_id,
        min(source_id) <> max(source_id) as is_mixed
    from slice_values
    group by {{ slice() }}, period

),

of_slices as (

    select
        slices.indicator_id,
        slices.role,
        given.period,
        {{ breakdown('slices') }},
        given.source_id,
        given.is_mixed
    from slices
    inner join indicators on slices.indicator_id = indicators.indicator_id
    inner join given on {{ same_slice('slices', 'given') }}
    where indicators.period_kind = {{ period_kind('given.period') }}

),

-- a leaf may lack its sum of squares, and then it lacks its source too
by_period as (

    select
        indicator_id,
        period,
        {{ breakdown() }},
        max(case when is_mixed then 1 else 0 end) = 1
        or (max(case when role = 'cuadrado' then 1 else 0 end) = 1 and min(source_id) <> max(source_id)) as is_mixed
    from of_slices
    group by indicator_id, period, {{ breakdown() }}

),

-- three years together are followed when one of them is
with_pools as (

    select indicator_id, period as shown_period, period, {{ breakdown() }}, is_mixed
    from by_period
    union all
    select indicator_id, {{ pool_of('period') }} as shown_period, period, {{ breakdown() }}, is_mixed
    from by_period
    where {{ pool_of('period') }} is not null

),

alike as (

    select indicator_id, shown_period, {{ breakdown() }}
    from with_pools
    group by indicator_id, shown_period, {{ breakdown() }}
    having max(case when is_mixed then 1 else 0 end) = 0

),

everywhere as (

    select distinct
        alike.indicator_id,
        '' as territory_id,
        alike.shown_period as period,
        {{ breakdown('alike') }},
        of_slices.source_id
    from alike
    inner join with_pools
        on alike.indicator_id = with_pools.indicator_id
        and alike.shown_period = with_pools.shown_period
        and {{ same_breakdown('alike', 'with_pools') }}
    inner join of_slices
        on with_pools.indicator_id = of_slices.indicator_id
        and with_pools.period = of_slices.period
        and {{ same_breakdown('with_pools', 'of_slices') }}

),

-- years that are themselves alike are followed too where their three years are not
followed as (

    select distinct with_pools.indicator_id, with_pools.period, {{ breakdown('with_pools') }}
    from with_pools
    left join alike
        on with_pools.indicator_id = alike.indicator_id
        and with_pools.shown_period = alike.shown_period
        and {{ same_breakdown('with_pools', 'alike') }}
    where alike.indicator_id is null

),

named as (

    select distinct
        cells.indicator_id,
        cells.leaf_id as territory_id,
        cells.period,
        {{ breakdown('cells') }},
        cells.source_id
    from cells
    inner join followed
        on cells.indicator_id = followed.indicator_id
        and cells.period = followed.period
        and {{ same_breakdown('cells', 'followed') }}

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

    select * from everywhere
    union
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
