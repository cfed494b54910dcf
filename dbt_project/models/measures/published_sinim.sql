with figures as (

    select * from {{ ref('stg_sinim') }}

),

final as (

    select
        'sinim-' || variable_code as published_id,
        'sinim' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        value as value,
        cast(null as double) as ci_low,
        cast(null as double) as ci_high,
        'publicado' as method,
        '' as status,
        '' as cut_date,
        official
    from figures
    where value is not null

)

select * from final
