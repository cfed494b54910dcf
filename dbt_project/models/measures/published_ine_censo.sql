with cells as (

    select * from {{ ref('stg_ine_censo') }}

),

final as (

    select
        measure_id as published_id,
        'ine-censo' as source_id,
        territory_id,
        period,
        sex,
        age_band,
        dimension,
        category,
        value,
        cast(null as double) as ci_low,
        cast(null as double) as ci_high,
        'publicado' as method,
        '' as status,
        '' as cut_date,
        official
    from cells
    where kind = 'publicado' and value is not null

)

select * from final
