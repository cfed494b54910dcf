{#- Measures of attendance per `period` from the rows of `records`, one per pupil, school and month or year.
    Days of a pupil add up over its schools; the pupil counts once, in the school where it had most
    school days (the lowest RBD of those with as many). Under 85 %: by the days, else by the rate that
    the file prints. `status` is an expression over the rows of a period. -#}
{% macro attendance(records, status) %}
    with by_school as (

        select
            period,
            mrun,
            rbd,
            min(school_territory_id) as territory_id,
            max(sexo) as sex,
            coalesce(max({{ dependencia('depe') }}), '') as dependencia,
            max({{ ruralidad('rural') }}) as ruralidad,
            max({{ nivel_ensenanza('ense2') }}) as nivel,
            sum(cast(nullif(dias_asistidos, '') as integer)) as attended,
            sum(cast(nullif(dias_trabajados, '') as integer)) as worked,
            max(cast(nullif(tasa, '') as decimal(9, 4))) as rate,
            max(cut_date) as cut_date,
            min(official) as official,
            {{ status }} as status
        from {{ records }}
        group by period, mrun, rbd

    ),

    ordered as (

        select
            *,
            sum(attended) over (partition by period, mrun) as all_attended,
            sum(worked) over (partition by period, mrun) as all_worked,
            row_number() over (
                partition by period, mrun order by coalesce(worked, 0) desc, coalesce(rate, -1) desc, cast(rbd as bigint)
            ) as place
        from by_school

    ),

    pupils as (

        select
            *,
            case
                when all_worked > 0 then 100.0 * all_attended / all_worked
                when all_worked is null then rate
            end as share
        from ordered
        where place = 1

    ),

    placed as (
        {{ placed('pupils', 'rbd', 'rbd', 'period') }}
    ),

    margins as (
        {{ pupil_margins(
            'placed',
            ['placed_id', 'period'],
            [('dependencia', 'dependencia'), ('ruralidad', 'ruralidad'), ('nivel-ensenanza', 'nivel')],
            [
                ('severe', 'sum(case when share < 85 then 1 else 0 end)'),
                ('known', 'count(share)'),
                ('attended', 'sum(all_attended)'),
                ('worked', 'sum(all_worked)'),
                ('status', 'max(status)'),
                ('cut_date', 'max(cut_date)'),
                ('official', 'min(official)'),
            ],
            with_age=false
        ) }}
    ),

    cells as (
        {% for measure, column, known in [
            ('asistencia-mensual-grave', 'severe', 'known > 0'),
            ('asistencia-mensual-estudiantes', 'known', 'known > 0'),
            ('asistencia-dias-asistidos', 'attended', 'worked > 0'),
            ('asistencia-dias-trabajados', 'worked', 'worked > 0'),
        ] %}
        select '{{ measure }}' as measure_id, margins.*, cast({{ column }} as double) as value
        from margins
        where {{ known }}
        {% if not loop.last %}union all{% endif %}
        {%- endfor %}

    )

    select
        measure_id,
        'mineduc-asistencia' as source_id,
        placed_id as territory_id,
        cast(period as varchar) as period,
        sex,
        age_band,
        dimension,
        category,
        value,
        status,
        cut_date,
        4 as detail,
        official
    from cells
{% endmacro %}
