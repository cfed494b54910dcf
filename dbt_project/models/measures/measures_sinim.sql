with figures as (

    select * from {{ ref('stg_sinim') }}

),

-- the same variable has one code in the download by variable and another in the long form
maintained as (

    select
        *,
        case when variable_code = 'MAVM' then 1 else 2 end as place
    from figures
    where variable_code in ('MAVM', '512') and value is not null

),

preferred as (

    select territory_id, anio, min(place) as place
    from maintained
    group by territory_id, anio

),

final as (

    select
        'areas-verdes-m2' as measure_id,
        'sinim' as source_id,
        maintained.territory_id,
        cast(maintained.anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('maintained.value') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(maintained.official) as official
    from maintained
    inner join preferred
        on maintained.territory_id = preferred.territory_id
        and maintained.anio = preferred.anio
        and maintained.place = preferred.place
    group by maintained.territory_id, maintained.anio

)

select * from final
