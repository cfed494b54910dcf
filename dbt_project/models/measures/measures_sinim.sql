with figures as (

    select * from {{ ref('stg_sinim') }}

),

final as (

    select
        'areas-verdes-m2' as measure_id,
        'sinim' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('value') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(official) as official
    from figures
    where variable_code = 'MAVM' and value is not null
    group by territory_id, anio

)

select * from final
