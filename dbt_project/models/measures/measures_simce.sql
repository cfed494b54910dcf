with results as (

    select * from {{ ref('stg_simce') }}

),

placed as (
    {{ placed('results', 'rbd', 'school', 'anio') }}
),

judged as (

    select
        *,
        -- 0 and empty both mean that the school's score is not published
        score > 0 and pupils > 0 as is_scored,
        -- the levels are published only where they add up; a 0 among those is a real 0
        pupils > 0 and level_low + level_middle + level_high between 99 and 101 as has_levels
    from placed

),

-- a school without result gives null: a comuna with no other is unknown, not without schools
weighted as (

    select
        grade,
        test,
        placed_id as territory_id,
        anio,
        dependencia,
        ruralidad,
        socioeconomic_group,
        official,
        case when is_scored then pupils * score end as points,
        case when is_scored then pupils end as scored_pupils,
        case when has_levels then pupils * level_low end as low_pupils,
        case when has_levels then pupils * level_high end as high_pupils,
        case when has_levels then pupils end as level_pupils
    from judged

),

figures as (
    {% for figure, column in {
        'puntaje': 'points', 'alumnos': 'scored_pupils', 'insuficiente': 'low_pupils',
        'adecuado': 'high_pupils', 'alumnos-niveles': 'level_pupils'
    }.items() %}
    select
        '{{ figure }}' as figure,
        grade,
        test,
        territory_id,
        anio,
        dependencia,
        ruralidad,
        socioeconomic_group,
        {{ column }} as amount,
        official
    from weighted
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

cells as (

    select figure, grade, test, territory_id, anio, '' as dimension, '' as category, amount, official
    from figures
    {% for dimension, column in {
        'dependencia': 'dependencia', 'ruralidad': 'ruralidad', 'grupo-socioeconomico': 'socioeconomic_group'
    }.items() %}
    union all
    select figure, grade, test, territory_id, anio, '{{ dimension }}', {{ column }}, amount, official
    from figures
    where {{ column }} is not null
    {%- endfor %}

),

final as (

    select
        'simce-' || grade || '-' || test || '-' || figure as measure_id,
        'simce' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        'total' as sex,
        'total' as age_band,
        dimension,
        category,
        {{ exact_sum('amount') }} as value,
        '' as status,
        '' as cut_date,
        0 as detail,
        min(official) as official
    from cells
    group by figure, grade, test, territory_id, anio, dimension, category

)

select * from final
