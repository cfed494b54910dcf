with registrations as (

    select * from {{ ref('stg_registro_civil') }}

),

months as (

    select
        event,
        territory_id,
        month,
        substr(month, 1, 4) as anio,
        case when substr(month, 6, 2) <= '06' then '-S1' else '-S2' end as half,
        registrations,
        cut_date,
        official
    from registrations

),

-- the same registrations in their month, their half-year and their year, and how many months each has
periods as (

    select event, territory_id, month as period, 1 as months_due, month, registrations, cut_date, official
    from months
    union all
    select event, territory_id, anio || half, 6, month, registrations, cut_date, official
    from months
    union all
    select event, territory_id, anio, 12, month, registrations, cut_date, official
    from months

),

delivered as (

    select
        event,
        period,
        max(months_due) as months_due,
        count(distinct month) as months_delivered,
        max(cut_date) as cut_date
    from periods
    group by event, period

),

final as (

    select
        case periods.event
            when 'nacimiento' then 'inscripciones-nacimiento'
            else 'inscripciones-defuncion'
        end as measure_id,
        'registro-civil' as source_id,
        periods.territory_id,
        periods.period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('periods.registrations') }} as value,
        case when delivered.months_delivered < delivered.months_due then 'p' else '' end as status,
        delivered.cut_date,
        0 as detail,
        min(periods.official) as official
    from periods
    inner join delivered on periods.event = delivered.event and periods.period = delivered.period
    group by
        periods.event,
        periods.territory_id,
        periods.period,
        delivered.months_delivered,
        delivered.months_due,
        delivered.cut_date

)

select * from final
