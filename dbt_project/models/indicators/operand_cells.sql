{{ config(materialized="view") }}

{#- Every slice that goes into an operand of a card, and the leaf in which it counts: its own territory, or
    the larger one when another operand of the same figure is known only there (births by region over women
    by comuna meet in the region). Only periods of the card's kind. -#}
with slices as (

    select * from {{ ref('operand_slices') }}

),

slice_values as not materialized (

    select * from {{ ref('slice_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

territories as (

    select * from {{ ref('territories') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

cells as not materialized (

    select
        slices.indicator_id,
        slices.role,
        {{ breakdown('slices') }},
        {{ slice('slices') }},
        slice_values.territory_id,
        slice_values.period,
        slice_values.value,
        slice_values.is_counted,
        slice_values.source_id,
        slice_values.status,
        slice_values.cut_date
    from slices
    inner join indicators on slices.indicator_id = indicators.indicator_id
    inner join slice_values on {{ same_slice('slices', 'slice_values') }}
    where indicators.period_kind = {{ period_kind('slice_values.period') }}

),

above_comuna as (

    select distinct
        cells.indicator_id,
        {{ breakdown('cells') }},
        cells.period,
        cells.territory_id
    from cells
    inner join territories on cells.territory_id = territories.territory_id
    where {{ is_above_comuna('territories.level') }}

),

contained as (

    select
        above_comuna.indicator_id,
        {{ breakdown('above_comuna') }},
        above_comuna.period,
        ancestors.territory_id,
        above_comuna.territory_id as leaf_id,
        row_number() over (
            partition by
                above_comuna.indicator_id,
                {{ breakdown('above_comuna') }},
                above_comuna.period,
                ancestors.territory_id
            -- the largest: the country, then the region, then the province
            order by case leaves.level when 'pais' then 1 when 'region' then 2 else 3 end
        ) as place
    from above_comuna
    inner join ancestors on above_comuna.territory_id = ancestors.ancestor_id
    inner join territories as leaves on above_comuna.territory_id = leaves.territory_id

),

final as (

    select
        cells.*,
        coalesce(contained.leaf_id, cells.territory_id) as leaf_id
    from cells
    left join contained
        on {{ same_figure('cells', 'contained') }}
        and contained.place = 1

)

select * from final
