{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Every territory that a figure may belong to: those of the country and, below the comuna, those that
    the workspace declares, each comuna with what could not be placed (13401-st). -#}
with national as (

    select * from {{ ref('national_territories') }}

),

own as (

    select * from {{ source('catalogo', 'own_territories') }}

),

final as (

    select
        territory_id,
        name,
        level,
        parent_id,
        valid_from,
        valid_to,
        reference_population,
        counts_for_coverage
    from national

    union all

    -- they add to nobody, so no coverage rests on how many people live there
    select
        territory_id,
        name,
        level,
        parent_id,
        nullif(valid_from, '') as valid_from,
        nullif(valid_to, '') as valid_to,
        cast(0 as bigint) as reference_population,
        0 as counts_for_coverage
    from own

)

select * from final
