with deaths as (

    select * from {{ ref('stg_deis_defunciones') }}

),

-- a year whose last death is before 31 December is not finished
counted as (

    select
        territory_id,
        anio,
        sex,
        cut_date,
        official,
        under_one,
        case when cut_date < cast(anio as varchar) || '-12-31' then 'p' else '' end as status
    from deaths

),

by_sex as (

    select 'total' as sex, territory_id, anio, cut_date, official, under_one, status from counted
    union all
    select sex, territory_id, anio, cut_date, official, under_one, status from counted
    where sex in ('mujer', 'hombre')

),

cells as (

    select 'defunciones' as measure_id, by_sex.* from by_sex
    union all
    select 'defunciones-menores-1', by_sex.* from by_sex
    where under_one

),

final as (

    select
        measure_id,
        'deis-defunciones' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        cast(count(*) as double) as value,
        max(status) as status,
        max(cut_date) as cut_date,
        1 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, sex

)

select * from final
