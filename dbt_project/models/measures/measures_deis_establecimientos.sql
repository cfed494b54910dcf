{%- set measures = {
    'establecimientos-salud': 'true',
    'cesfam': "kind = 'cesfam'",
    'postas-rurales': "kind = 'posta-rural'",
    'sapu-sar': "kind in ('sapu', 'sar')"
} -%}
with centres as (

    select * from {{ ref('stg_deis_establecimientos') }}

),

placed as (
    {{ placed('centres', 'centro_salud', 'code', 'anio') }}
),

cells as (
    {% for measure, condition in measures.items() %}
    select
        '{{ measure }}' as measure_id,
        placed_id as territory_id,
        anio,
        sum(case when is_open and {{ condition }} then 1 else 0 end) as centres,
        max(cut_date) as cut_date,
        min(official) as official
    from placed
    group by placed_id, anio
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

final as (

    select
        measure_id,
        'deis-establecimientos' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        cast(centres as double) as value,
        '' as status,
        cut_date,
        0 as detail,
        official
    from cells

)

select * from final
