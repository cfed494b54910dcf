{{ config(materialized='by_block', block_table='deis_egresos') }}

{#- Bands that both ways of grouping ages can tell, by decade and by five years. -#}
{%- set bands = ['0', '1-9', '0-9', '10-19', '0-19', '20-59', '60+', '80+'] -%}
{%- set dimensions = {'pueblo-originario': 'indigenous', 'nacionalidad': 'nationality'} -%}
{%- set measures = {
    'egresos': 'true',
    'egresos-respiratorios': "cause = 'respiratoria'",
    'egresos-lesiones': "cause in ('lesion', 'autoinfligida')",
    'egresos-autoinfligidas': "cause = 'autoinfligida'"
} -%}
with discharges as (

    select * from {{ ref('stg_deis_egresos') }} where {{ this_unit() }}

),

age_bands as (

    select age_band, age_min, age_max from {{ ref('age_bands') }}
    where age_band in ('{{ bands | join("', '") }}')

),

counted as (

    select
        territory_id, anio, sex, age_min, age_max, indigenous, nationality, cause, official, count(*) as discharges
    from discharges
    group by territory_id, anio, sex, age_min, age_max, indigenous, nationality, cause, official

),

by_sex as (

    select 'total' as sex_shown, counted.* from counted
    union all
    select sex as sex_shown, counted.* from counted
    where sex in ('mujer', 'hombre')

),

-- a year that has no column of the dimension is not a year where nobody told it
told_years as (
    {% for dimension, column in dimensions.items() %}
    select '{{ dimension }}' as dimension, anio
    from counted
    group by anio
    having count({{ column }}) > 0
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

margins as (

    select 'total' as age_band, '' as dimension, '' as category, by_sex.* from by_sex
    union all
    select age_bands.age_band, '', '', by_sex.*
    from by_sex
    inner join age_bands on by_sex.age_min >= age_bands.age_min and by_sex.age_max <= age_bands.age_max
    {%- for dimension, column in dimensions.items() %}
    union all
    select 'total', told_years.dimension, coalesce(by_sex.{{ column }}, 'sin-informacion'), by_sex.*
    from by_sex
    inner join told_years on by_sex.anio = told_years.anio
    where told_years.dimension = '{{ dimension }}'
    {%- endfor %}

),

cells as (
    {% for measure, condition in measures.items() %}
    select '{{ measure }}' as measure_id, margins.* from margins
    where {{ condition }}
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

final as (

    select
        measure_id,
        'deis-egresos' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex_shown as sex,
        age_band,
        dimension,
        category,
        cast(sum(discharges) as double) as value,
        '' as status,
        '' as cut_date,
        3 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, sex_shown, age_band, dimension, category

)

select * from final
