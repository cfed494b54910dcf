{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- How much of each source could be placed inside the comunas that the workspace divides: schools, centres,
    or rows of a declared table (of its measure with most). What is not placed is in 13401-st; of it, what nobody
    said where it lies, in one of the parts or outside all of them, is `unknown`. -#}
{% set registers = [
    ('mineduc-matricula', 'stg_mineduc_matricula', 'rbd', 'rbd'),
    ('mineduc-directorio', 'stg_mineduc_directorio', 'rbd', 'rbd'),
    ('simce', 'stg_simce', 'rbd', 'school'),
    ('junaeb-ive', 'stg_junaeb_ive', 'rbd', 'rbd'),
    ('deis-establecimientos', 'stg_deis_establecimientos', 'centro_salud', 'code'),
] %}

with placements as (

    select * from {{ source('catalogo', 'placements') }}

),

own_territories as (

    select * from {{ source('catalogo', 'own_territories') }}

),

divided as (

    select distinct parent_id as comuna_id from own_territories

),

{%- for name, place_kind in [('schools', 'rbd'), ('centres', 'centro_salud')] %}

{{ name }} as (
    {% for source_id, model, kind, key in registers if kind == place_kind %}
    select distinct
        '{{ source_id }}' as source_id,
        '' as measure_id,
        territory_id,
        cast(anio as varchar) as period,
        {{ key }} as place_key
    from {{ ref(model) }}
    inner join divided on territory_id = divided.comuna_id
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),
{%- endfor %}

declared as (

    select source_id, measure_id, territory_id, period, own_place as place_key
    from {{ ref('stg_tablas_ordenadas') }}
    inner join divided on territory_id = divided.comuna_id
    where kind = 'medida' and own_place <> ''

),

placed_schools as (
    {{ placed('schools', 'rbd', 'place_key', 'period') }}
),

placed_centres as (
    {{ placed('centres', 'centro_salud', 'place_key', 'period') }}
),

placed_rows as (
    {{ placed('declared', 'lugar', 'place_key', 'period') }}
),

records as (

    select *, 'rbd' as kind, ltrim(place_key, '0') as bare_key from placed_schools
    union all
    select *, 'centro_salud' as kind, ltrim(place_key, '0') as bare_key from placed_centres
    union all
    select *, 'lugar' as kind, place_key as bare_key from placed_rows

),

-- a place that lies in a part of another time is no unknown one
known as (

    select distinct placements.kind, placements.key, own_territories.parent_id as comuna_id
    from placements
    inner join own_territories on placements.territory_id = own_territories.territory_id

),

by_measure as (

    select
        records.source_id,
        records.measure_id,
        records.territory_id,
        records.period,
        sum(case when records.placed_id = records.territory_id || '-st' then 0 else 1 end) as placed,
        sum(case when records.placed_id = records.territory_id || '-st' then 1 else 0 end) as unplaced,
        sum(case when known.key is null then 1 else 0 end) as unknown
    from records
    left join known
        on records.kind = known.kind
        and records.bare_key = known.key
        and records.territory_id = known.comuna_id
    where records.placed_id <> records.territory_id
    group by records.source_id, records.measure_id, records.territory_id, records.period

),

final as (

    select
        source_id,
        territory_id,
        period,
        cast(max(placed) as bigint) as placed,
        cast(max(unplaced) as bigint) as unplaced,
        cast(max(unknown) as bigint) as unknown
    from by_measure
    group by source_id, territory_id, period

)

select * from final
