{{ config(materialized='by_block', block_table='mineduc_matricula_alumnos') }}

{%- set lenses = [
    'sex', 'age_band', 'dependencia', 'ruralidad', 'nivel', 'nacionalidad', 'pueblo', 'discapacidad', 'integracion'
] -%}

{#- Pupils are persons: each counts once a year, where the main one of its enrolments is, so that comunas add
    up to the country. Main is: children's regular programmes before special schools and these before
    programmes for adults, then the lowest RBD; what follows only decides between rows of one school. -#}
with enrolments as not materialized (

    select * from {{ ref('stg_mineduc_matricula_alumnos') }} where {{ this_unit() }}

),

mains as (
    {{ one_row_per_pupil('enrolments', [
        programme_order('ense2'), 'cast(rbd as bigint)', 'ense2', 'ensenanza', 'grado', 'jornada', 'school_territory_id',
        'pupil_territory_id', 'sexo', 'edad', 'depe', 'rural', 'etnia', 'nacionalidad', 'integracion'
    ]) }}
),

divided as (

    select distinct parent_id as territory_id from {{ source('catalogo', 'own_territories') }}

),

pupils as (

    select
        mains.anio,
        mains.school_territory_id as territory_id,
        mains.pupil_territory_id,
        -- which school it is matters only where the workspace divides the comuna
        case when divided.territory_id is null then '' else mains.rbd end as rbd,
        sexo as sex,
        {{ pupil_age_band('edad') }} as age_band,
        coalesce({{ dependencia('depe') }}, '') as dependencia,
        {{ ruralidad('rural') }} as ruralidad,
        {{ nivel_ensenanza('ense2') }} as nivel,
        case
            when nacionalidad in ('C', 'N') then 'chilena'
            when nacionalidad = 'E' then 'extranjera'
            else 'sin-informacion'
        end as nacionalidad,
        case
            when etnia in ('', '11') then 'sin-informacion'
            when etnia = '0' then 'no-pertenece'
            else 'pertenece'
        end as pueblo,
        {{ discapacidad('integracion', 'ense2') }} as discapacidad,
        integracion,
        cut_date,
        official
    from mains
    left join divided on mains.school_territory_id = divided.territory_id

),

-- millions of rows become thousands before anything else is made of them
cells as (
    {{ pupil_cells('pupils', ['territory_id', 'rbd', 'pupil_territory_id'], lenses) }}
),

placed as (
    {{ placed('cells', 'rbd', 'rbd', 'anio') }}
),

at_school as (
    {{ pupil_cells('placed', ['placed_id'], lenses, 'sum(pupils)') }}
),

at_home as (
    {{ pupil_cells('cells', ['pupil_territory_id'], lenses, 'sum(pupils)') }}
),

counted as (

    select 'alumnos' as measure_id, at_school.* from at_school
    union all
    select 'alumnos-residentes' as measure_id, at_home.* from at_home
    union all
    select 'alumnos-extranjeros', at_school.* from at_school where nacionalidad = 'extranjera'
    union all
    select 'alumnos-pueblo-originario', at_school.* from at_school where pueblo = 'pertenece'
    union all
    select 'alumnos-integracion', at_school.* from at_school where integracion = '1'

),

margins as (
    {{ pupil_margins(
        'counted',
        ['measure_id', 'placed_id', 'anio'],
        [
            ('dependencia', 'dependencia'),
            ('ruralidad', 'ruralidad'),
            ('nivel-ensenanza', 'nivel'),
            ('nacionalidad', 'nacionalidad'),
            ('pueblo-originario', 'pueblo'),
            ('discapacidad', 'discapacidad'),
        ],
        [('pupils', 'sum(pupils)'), ('cut_date', 'max(cut_date)'), ('official', 'min(official)')]
    ) }}
),

carried as (
    {{ carried_margins('margins', 'anio') }}
),

final as (

    select
        measure_id,
        'mineduc-matricula-alumnos' as source_id,
        placed_id as territory_id,
        cast(anio as varchar) as period,
        sex,
        age_band,
        dimension,
        category,
        cast(pupils as double) as value,
        '' as status,
        cut_date,
        4 as detail,
        official
    from carried

)

select * from final
