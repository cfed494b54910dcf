with observations as (

    select * from {{ source('registros', 'observaciones') }} where tipo = 'publicado'

),

final as (

    select
        cifra as published_id,
        'observaciones' as source_id,
        territorio as territory_id,
        periodo as period,
        sexo as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        valor as value,
        ic_inf as ci_low,
        ic_sup as ci_high,
        'publicado' as method,
        '' as status,
        '' as cut_date,
        0 as official
    from observations

)

select * from final
