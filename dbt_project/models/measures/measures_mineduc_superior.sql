{%- set sexes = {'total': '', 'mujer': 'mujeres', 'hombre': 'hombres'} -%}
{%- set ages = {
    'edad_15_19': '15-19', 'edad_20_24': '20-24', 'edad_25_29': '25-29',
    'edad_30_34': '30-34', 'edad_35_39': '35-39', 'edad_40_mas': '40+'
} -%}
{%- set origins = ['municipal', 'slep', 'subvencionado', 'particular', 'delegada'] -%}
with programmes as (

    select * from {{ ref('stg_mineduc_superior') }}

),

by_sex as (
    {% for sex, column in sexes.items() %}
    select
        territory_id,
        anio,
        institution,
        degree,
        '{{ sex }}' as sex,
        {{ column or 'total' }} as students,
        primero_{{ column or 'total' }} as starters,
        official
    from programmes
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

-- one line per figure: measure, sex, age, breakdown and count
cells as (

    select
        'superior-matricula' as measure_id,
        territory_id,
        anio,
        sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        students,
        official
    from by_sex
    union all
    select
        'superior-matricula', territory_id, anio, sex, 'total', 'tipo-institucion', institution, students, official
    from by_sex
    union all
    select 'superior-matricula-pregrado', territory_id, anio, sex, 'total', '', '', students, official
    from by_sex
    where degree = 'pregrado'
    union all
    select 'superior-matricula-primer-anio', territory_id, anio, sex, 'total', '', '', starters, official
    from by_sex
    where degree = 'pregrado'
    {% for column, band in ages.items() %}
    union all
    select 'superior-matricula', territory_id, anio, 'total', '{{ band }}', '', '', {{ column }}, official
    from programmes
    {%- endfor %}
    union all
    select 'superior-matricula-con-origen', territory_id, anio, 'total', 'total', '', '', origen_total, official
    from programmes
    {% for origin in origins %}
    union all
    select
        'superior-matricula-con-origen',
        territory_id,
        anio,
        'total',
        'total',
        'dependencia',
        '{{ origin }}',
        origen_{{ origin }},
        official
    from programmes
    {%- endfor %}

),

final as (

    select
        measure_id,
        'mineduc-superior' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        age_band,
        dimension,
        category,
        {{ complete_sum('students') }} as value,
        '' as status,
        '' as cut_date,
        2 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, sex, age_band, dimension, category

)

select * from final
