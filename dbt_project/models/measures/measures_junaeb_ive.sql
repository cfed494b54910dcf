with schools as (

    select * from {{ ref('stg_junaeb_ive') }}

),

placed as (
    {{ placed('schools', 'rbd', 'rbd', 'anio') }}
),

counts as (
    {% for measure, column in {
        'ive-prioritarios': 'prioritised', 'ive-primera-prioridad': 'first_priority', 'ive-matricula': 'enrolment'
    }.items() %}
    select
        '{{ measure }}' as measure_id,
        placed_id as territory_id,
        anio,
        ruralidad,
        {{ column }} as pupils,
        official
    from placed
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

cells as (

    select measure_id, territory_id, anio, '' as dimension, '' as category, pupils, official from counts
    union all
    select measure_id, territory_id, anio, 'ruralidad', ruralidad, pupils, official from counts
    where ruralidad is not null

),

final as (

    select
        measure_id,
        'junaeb-ive' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        dimension,
        category,
        {{ exact_sum('pupils') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, dimension, category

)

select * from final
