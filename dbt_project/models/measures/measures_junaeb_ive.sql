with schools as (

    select * from {{ ref('stg_junaeb_ive') }}

),

placed as (
    {{ placed('schools', 'rbd', 'rbd', 'anio') }}
),

cells as (

    select
        'ive-prioritarios' as measure_id,
        placed_id as territory_id,
        anio,
        prioritised as pupils,
        official
    from placed
    union all
    select 'ive-matricula', placed_id, anio, enrolment, official from placed

),

final as (

    select
        measure_id,
        'junaeb-ive' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('pupils') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio

)

select * from final
