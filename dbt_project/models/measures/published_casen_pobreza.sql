with estimates as (

    select * from {{ ref('stg_casen_pobreza') }}

),

cells as (

    select territory_id, anio, measure, '' as what, rate as value, ci_low, ci_high, method, official
    from estimates
    union all
    select
        territory_id,
        anio,
        measure,
        '-personas',
        people,
        cast(null as double),
        cast(null as double),
        method,
        official
    from estimates

),

final as (

    select
        'pobreza-' || measure || what as published_id,
        'casen-pobreza' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        value,
        ci_low,
        ci_high,
        coalesce(nullif(method, ''), 'publicado') as method,
        '' as status,
        '' as cut_date,
        official
    from cells
    where value is not null

)

select * from final
