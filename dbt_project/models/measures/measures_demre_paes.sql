{#- Persons, sum of scores and sum of their squares: with the three, a mean has its interval. -#}
{%- set tests = ['lectora', 'matematica_1', 'matematica_2', 'historia', 'ciencias'] -%}
{%- set names = ['inscritos', 'rindieron'] -%}
{%- for test in tests -%}
    {%- for figure in ['personas', 'puntos', 'cuadrados'] -%}{%- do names.append(test ~ '_' ~ figure) -%}{%- endfor -%}
{%- endfor -%}
with students as (

    select * from {{ ref('stg_demre_paes') }}

),

placed as (
    {{ placed('students', 'rbd', 'rbd', 'anio') }}
),

-- persons are added before anything is laid out in rows: there are hundreds of thousands of them
groups as (

    select
        placed_id as territory_id,
        anio,
        sex,
        dependencia,
        promotion,
        min(official) as official,
        count(*) as inscritos,
        sum(case when lectora is not null and matematica_1 is not null then 1 else 0 end) as rindieron
        {%- for test in tests %},
        count({{ test }}) as {{ test }}_personas,
        coalesce({{ exact_sum(test) }}, 0) as {{ test }}_puntos,
        coalesce({{ exact_sum(test ~ ' * ' ~ test) }}, 0) as {{ test }}_cuadrados
        {%- endfor %}
    from placed
    group by placed_id, anio, sex, dependencia, promotion

),

figures as (
    {% for figure in names %}
    select
        '{{ figure | replace('_', '-') }}' as figure,
        territory_id,
        anio,
        sex,
        dependencia,
        promotion,
        {{ figure }} as amount,
        official
    from groups
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

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
