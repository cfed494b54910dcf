with schools as (

    select * from {{ ref('stg_mineduc_directorio') }}

),

placed as (
    {{ placed('schools', 'rbd', 'rbd', 'anio') }}
),

marked as (

    select
        placed_id as territory_id,
        anio,
        dependencia,
        case when functioning then 1 when not functioning then 0 end as school,
        case when functioning and rural then 1 when not (functioning and rural) then 0 end as rural_school,
        case when functioning and inclusion then 1 when not (functioning and inclusion) then 0 end as inclusive_school,
        case when functioning and free then 1 when not (functioning and free) then 0 end as free_school,
        -- the directory does not tell the fee of every school: those are in neither count
        case when functioning and free is not null then 1 when functioning is not null then 0 end as fee_school,
        case when rural then 'rural' when not rural then 'urbano' end as ruralidad,
        official
    from placed

),

cells as (

    select
        'establecimientos' as measure_id,
        territory_id,
        anio,
        '' as dimension,
        '' as category,
        school as schools,
        official
    from marked
    union all
    select 'establecimientos', territory_id, anio, 'dependencia', dependencia, school, official from marked
    where dependencia is not null
    union all
    select 'establecimientos', territory_id, anio, 'ruralidad', ruralidad, school, official from marked
    where ruralidad is not null
    union all
    select 'establecimientos-rurales', territory_id, anio, '', '', rural_school, official from marked
    union all
    select 'establecimientos-pie', territory_id, anio, '', '', inclusive_school, official from marked
    union all
    select 'establecimientos-gratuitos', territory_id, anio, '', '', free_school, official from marked
    union all
    select 'establecimientos-con-pago-conocido', territory_id, anio, '', '', fee_school, official from marked

),

final as (

    select
        measure_id,
        'mineduc-directorio' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        dimension,
        category,
        {{ exact_sum('schools') }} as value,
        '' as status,
        '' as cut_date,
        1 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, dimension, category

)

select * from final
