with cells as (

    select * from {{ ref('stg_tablas_ordenadas') }}

),

published as (

    select
        measure_id as published_id,
        source_id,
        territory_id,
        period,
        sex,
        age_band,
        dimension,
        category,
        value,
        ci_low,
        ci_high,
        'publicado' as method,
        coalesce(status, '') as status,
        cut_date,
        official
    from cells
    where kind = 'publicado'
        and value is not null
        and sex <> 'sin_dato'
        and age_band <> 'sin_dato'
        and category <> 'sin_dato'

)

select * from published
