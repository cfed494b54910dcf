with months as (

    select * from {{ ref('stg_rsh_tramos') }}

),

last_cut as (

    select anio, max(month) as month
    from months
    group by anio

),

year_end as (

    select months.*
    from months
    inner join last_cut on months.month = last_cut.month

),

cells as (

    select
        'rsh-personas-40' as measure_id,
        territory_id,
        anio,
        month,
        cut_date,
        persons_40 as persons,
        official
    from year_end
    union all
    select 'rsh-personas', territory_id, anio, month, cut_date, persons, official from year_end

),

final as (

    select
        measure_id,
        'rsh-tramos' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('persons') }} as value,
        case when substr(month, 5, 2) = '12' then '' else 'p' end as status,
        max(cut_date) as cut_date,
        0 as detail,
        min(official) as official
    from cells
    where persons is not null
    group by measure_id, territory_id, anio, month

)

select * from final
