{#- Persons, sum of scores and sum of their squares: with the three, a mean has its interval. -#}
{%- set tests = ['lectora', 'matematica_1', 'matematica_2', 'historia', 'ciencias'] -%}
with students as (

    select * from {{ ref('stg_demre_paes') }}

),

placed as (
    {{ placed('students', 'rbd', 'rbd', 'anio') }}
),

figures as (

    select
        'inscritos' as figure, placed_id as territory_id, anio, sex, dependencia, promotion, 1.0 as amount, official
    from placed
    union all
    select
        'rindieron',
        placed_id,
        anio,
        sex,
        dependencia,
        promotion,
        case when lectora is not null and matematica_1 is not null then 1 else 0 end,
        official
    from placed
    {% for test in tests %}{% for figure, amount in {
        'personas': 'case when ' ~ test ~ ' is not null then 1 else 0 end',
        'puntos': 'coalesce(' ~ test ~ ', 0)',
        'cuadrados': 'coalesce(' ~ test ~ ' * ' ~ test ~ ', 0)'
    }.items() %}
    union all
    select
        '{{ test | replace('_', '-') }}-{{ figure }}',
        placed_id,
        anio,
        sex,
        dependencia,
        promotion,
        {{ amount }},
        official
    from placed
    {%- endfor %}{% endfor %}

),

by_kind as (

    select figure, territory_id, anio, sex, '' as dimension, '' as category, amount, official from figures
    union all
    select figure, territory_id, anio, sex, 'dependencia', dependencia, amount, official from figures
    where dependencia is not null
    union all
    select figure, territory_id, anio, sex, 'promocion', promotion, amount, official from figures
    where promotion is not null

),

by_sex as (

    select figure, territory_id, anio, 'total' as sex, dimension, category, amount, official from by_kind
    union all
    select figure, territory_id, anio, sex, dimension, category, amount, official from by_kind
    where sex is not null

),

final as (

    select
        'paes-' || figure as measure_id,
        'demre-paes' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        'total' as age_band,
        dimension,
        category,
        {{ exact_sum('amount') }} as value,
        '' as status,
        '' as cut_date,
        2 as detail,
        min(official) as official
    from by_sex
    group by figure, territory_id, anio, sex, dimension, category

)

select * from final
