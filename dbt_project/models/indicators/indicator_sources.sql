{#- The sources behind each figure, for the leaf itself and for every territory above it that adds it. -#}
with operand_slices as (

    select * from {{ ref('operand_slices') }}

),

slice_values as (

    select * from {{ ref('slice_values') }}

),

pairs as (

    select * from {{ ref('leaf_pairs') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

leaf_sources as (

    select distinct
        operand_slices.indicator_id,
        slice_values.territory_id,
        slice_values.period,
        operand_slices.sex,
        slice_values.source_id,
        pairs.is_complete
    from operand_slices
    inner join slice_values
        on operand_slices.measure_id = slice_values.measure_id
        and operand_slices.measure_sex = slice_values.measure_sex
        and operand_slices.age_band = slice_values.age_band
        and operand_slices.dimension = slice_values.dimension
        and operand_slices.category = slice_values.category
    inner join pairs
        on operand_slices.indicator_id = pairs.indicator_id
        and slice_values.territory_id = pairs.territory_id
        and slice_values.period = pairs.period
        and operand_slices.sex = pairs.sex
    where pairs.is_complete or pairs.gap <> ''

),

all_sources as (

    select indicator_id, territory_id, period, sex, source_id
    from leaf_sources

    union

    select
        leaf_sources.indicator_id,
        ancestors.ancestor_id as territory_id,
        leaf_sources.period,
        leaf_sources.sex,
        leaf_sources.source_id
    from leaf_sources
    inner join ancestors on leaf_sources.territory_id = ancestors.territory_id
    where leaf_sources.is_complete

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        sex,
        {{ dbt.listagg('source_id', "' '", 'order by source_id') }} as sources
    from all_sources
    group by indicator_id, territory_id, period, sex

)

select * from final
