with figures as (

    select * from {{ ref('stg_sinim') }}

),

-- the same variable has letters in the download by variable and a number in the long form
added as (

    select
        *,
        case when substr(variable_code, 1, 1) between '0' and '9' then 2 else 1 end as place
    from figures
    where measure_id <> '' and value is not null

),

preferred as (

    select measure_id, territory_id, anio, sex, min(place) as place
    from added
    group by measure_id, territory_id, anio, sex

),

final as (

    select
        added.measure_id,
        'sinim' as source_id,
        added.territory_id,
        cast(added.anio as varchar) as period,
        added.sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('added.value') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(added.official) as official
    from added
    inner join preferred
        on added.measure_id = preferred.measure_id
        and added.territory_id = preferred.territory_id
        and added.anio = preferred.anio
        and added.sex = preferred.sex
        and added.place = preferred.place
    group by added.measure_id, added.territory_id, added.anio, added.sex

)

select * from final
