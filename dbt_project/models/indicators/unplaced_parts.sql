{#- Cards that tell nothing of the parts of a comuna in a period: of one of the sources that they add up, more
    than 5 % of the schools, centres or rows lie nobody knows where. A part would show only what was placed
    in it, and a zero where nothing was. -#}
with placement_counts as (

    select * from {{ ref('placement_counts') }}

),

own_territories as (

    select * from {{ source('catalogo', 'own_territories') }}

),

measures as (

    select * from {{ source('catalogo', 'measures') }}

),

operands as (

    select * from {{ source('catalogo', 'operands') }}

),

little_known as (

    select source_id, territory_id as comuna_id, period
    from placement_counts
    where unknown * 100 > (placed + unplaced) * 5

),

final as (

    select distinct
        operands.indicator_id,
        own_territories.territory_id,
        little_known.period,
        'No se sabe dónde está más del 5 % de lo que esta fuente cuenta en la comuna.' as reason
    from little_known
    inner join own_territories on little_known.comuna_id = own_territories.parent_id
    inner join measures on little_known.source_id = measures.source_id
    inner join operands on measures.measure_id = operands.measure_id
    where own_territories.level <> 'sin_territorio'

)

select * from final
