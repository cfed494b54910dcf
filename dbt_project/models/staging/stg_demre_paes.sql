{%- set tests = ['lectora', 'matematica_1', 'matematica_2', 'historia', 'ciencias'] -%}
with bronze as (

    {{ current_bronze('demre_paes') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.rbd,
        {{ dependencia('bronze.dependencia') }} as dependencia,
        nullif(bronze.sexo, '') as sex,
        case
            when bronze.egreso = '' then null
            when cast(nullif(bronze.egreso, '') as integer) = cast(bronze.anio as integer) - 1 then 'del-ano'
            else 'anteriores'
        end as promotion,
        {% for test in tests -%}
        cast(nullif(bronze.{{ test }}, '') as double) as {{ test }},
        {% endfor -%}
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
