{{ config(materialized='by_block', block_table='mineduc_rendimiento') }}

{#- Results of the school year, each pupil once a year, by the school of its main record. Main is: the
    record that is no transfer, then promoted, then failed, then withdrawn, then the higher attendance,
    then the lowest RBD. The situation is SIT_FIN_R, where transfers show, else SIT_FIN. A pupil with
    transfers alone has no final situation: it is in no count. -#}
with records as (

    select * from {{ ref('stg_mineduc_rendimiento') }} where {{ this_unit() }}

),

told as (

    select
        *,
        coalesce(nullif(sit_fin_r, ''), sit_fin) as situation,
        cast(nullif(asistencia, '') as decimal(9, 4)) as attendance,
        cast(nullif(promedio, '') as decimal(9, 4)) as grade
    from records

),

mains as (
    {{ one_row_per_pupil('told', [
        "case situation when 'P' then 0 when 'R' then 1 when 'Y' then 2 when '' then 3 else 4 end",
        'coalesce(attendance, -1) desc', 'cast(rbd as bigint)', 'coalesce(grade, -1) desc', 'ense2', 'ense', 'grado',
        'school_territory_id', 'sexo', 'edad', 'depe', 'rural', 'integracion'
    ]) }}
),

pupils as (

    select
        school_territory_id as territory_id,
        rbd,
        anio,
        sexo as sex,
        {{ pupil_age_band('edad') }} as age_band,
        coalesce({{ dependencia('depe') }}, '') as dependencia,
        {{ ruralidad('rural') }} as ruralidad,
        {{ nivel_ensenanza('ense2') }} as nivel,
        {{ discapacidad('integracion', 'ense2') }} as discapacidad,
        situation,
        -- the producer writes 0 for who left before the end of the year
        case when situation <> 'Y' then attendance end as attendance,
        grade,
        cut_date,
        official
    from mains
    where situation <> 'T'

),

placed as (
    {{ placed('pupils', 'rbd', 'rbd', 'anio') }}
),

margins as (
    {{ pupil_margins(
        'placed',
        ['placed_id', 'anio'],
        [
            ('dependencia', 'dependencia'),
            ('ruralidad', 'ruralidad'),
            ('nivel-ensenanza', 'nivel'),
            ('discapacidad', 'discapacidad'),
        ],
        [
            ('finished', "sum(case when situation in ('P', 'R', 'Y') then 1 else 0 end)"),
            ('passed', "sum(case when situation = 'P' then 1 else 0 end)"),
            ('failed', "sum(case when situation = 'R' then 1 else 0 end)"),
            ('withdrawn', "sum(case when situation = 'Y' then 1 else 0 end)"),
            ('severe', 'sum(case when attendance < 85 then 1 else 0 end)'),
            ('attendance_known', 'count(attendance)'),
            ('grades', exact_sum('coalesce(grade, 0)')),
            ('squares', exact_sum('coalesce(grade * grade, 0)')),
            ('graded', 'count(grade)'),
            ('cut_date', 'max(cut_date)'),
            ('official', 'min(official)'),
        ]
    ) }}
),

carried as (
    {{ carried_margins('margins', 'anio') }}
),

-- a file without final situations says nothing of who passed: no count, and no zero
cells as (
    {% for measure, column, known in [
        ('estudiantes-rendimiento', 'finished', 'finished'),
        ('aprobados', 'passed', 'finished'),
        ('reprobados', 'failed', 'finished'),
        ('retirados', 'withdrawn', 'finished'),
        ('asistencia-grave', 'severe', 'attendance_known'),
        ('asistencia-conocida', 'attendance_known', 'attendance_known'),
        ('promedio-notas-suma', 'grades', 'graded'),
        ('promedio-notas-cuadrado', 'squares', 'graded'),
        ('promedio-notas-estudiantes', 'graded', 'graded'),
    ] %}
    select '{{ measure }}' as measure_id, carried.*, cast({{ column }} as double) as value
    from carried
    where {{ known }} > 0
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

final as (

    select
        measure_id,
        'mineduc-rendimiento' as source_id,
        placed_id as territory_id,
        cast(anio as varchar) as period,
        sex,
        age_band,
        dimension,
        category,
        value,
        '' as status,
        cut_date,
        4 as detail,
        official
    from cells

)

select * from final
