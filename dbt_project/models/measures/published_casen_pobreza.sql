with estimates as (

    select * from {{ ref('stg_casen_pobreza') }}

),

final as (

    select
        'pobreza-' || measure as published_id,
        'casen-pobreza' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        rate as value,
        ci_low as ci_low,
        ci_high as ci_high,
        coalesce(nullif(method, ''), 'publicado') as method,
        '' as status,
        '' as cut_date,
        official
    from estimates
    where rate is not null

)

select * from final
