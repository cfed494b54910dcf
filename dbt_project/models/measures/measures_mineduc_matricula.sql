{%- set sexes = ['total', 'mujer', 'hombre'] -%}
{%- set levels = {
    1: 'parvularia', 2: 'basica', 3: 'adultos', 4: 'especial',
    5: 'media-hc', 6: 'adultos', 7: 'media-tp', 8: 'adultos'
} -%}
with schools as (

    select * from {{ ref('stg_mineduc_matricula') }}

),

placed as (
    {{ placed('schools', 'rbd', 'rbd', 'anio') }}
),

by_sex as (
    {% for sex in sexes %}
    select
        placed_id as territory_id,
        anio,
        dependencia,
        ruralidad,
        '{{ sex }}' as sex,
        {{ sex }} as pupils,
        official
    from placed
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

by_level as (
    {% for n, level in levels.items() %}{% set last_level = loop.last %}
    {%- for sex in sexes %}
    select
        placed_id as territory_id,
        anio,
        '{{ level }}' as level,
        '{{ sex }}' as sex,
        {{ sex }}_{{ n }} as pupils,
        official
    from placed
    {% if not (last_level and loop.last) %}union all{% endif %}
    {%- endfor %}
    {%- endfor %}

),

cells as (

    select 'matricula' as measure_id, territory_id, anio, sex, '' as dimension, '' as category, pupils, official
    from by_sex
    union all
    select 'matricula', territory_id, anio, sex, 'dependencia', dependencia, pupils, official
    from by_sex
    where dependencia is not null
    union all
    select 'matricula', territory_id, anio, sex, 'ruralidad', ruralidad, pupils, official
    from by_sex
    where ruralidad is not null
    union all
    select 'matricula', territory_id, anio, sex, 'nivel-ensenanza', level, pupils, official
    from by_level
    union all
    select 'cursos', placed_id, anio, 'total', '', '', courses, official
    from placed
    where courses is not null
    union all
    select
        'matricula-publica',
        territory_id,
        anio,
        sex,
        '',
        '',
        case when dependencia in ('municipal', 'slep') then pupils when dependencia is not null then 0 end,
        official
    from by_sex

),

final as (

    select
        measure_id,
        'mineduc-matricula' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        'total' as age_band,
        dimension,
        category,
        {{ exact_sum('pupils') }} as value,
        '' as status,
        '' as cut_date,
        3 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, sex, dimension, category

)

select * from final
