with results as (

    select * from {{ ref('stg_simce') }}

),

-- 0 and empty both mean that the school's score is not published
scored as (

    select * from results
    where score > 0 and pupils > 0

),

-- the levels are published only where they add up; a 0 among those is a real 0
with_levels as (

    select * from results
    where pupils > 0 and level_low + level_middle + level_high between 99 and 101

),

cells as (

    select
        'puntaje' as figure,
        grade,
        test,
        territory_id,
        anio,
        pupils * score as amount,
        official
    from scored
    union all
    select 'alumnos', grade, test, territory_id, anio, pupils, official from scored
    union all
    select 'insuficiente', grade, test, territory_id, anio, pupils * level_low, official from with_levels
    union all
    select 'alumnos-niveles', grade, test, territory_id, anio, pupils, official from with_levels

),

final as (

    select
        'simce-' || grade || '-' || test || '-' || figure as measure_id,
        'simce' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('amount') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(official) as official
    from cells
    group by figure, grade, test, territory_id, anio

)

select * from final
