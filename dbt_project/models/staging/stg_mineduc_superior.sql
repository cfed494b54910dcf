{%- set counts = [
    'total', 'mujeres', 'hombres', 'primero_total', 'primero_mujeres', 'primero_hombres',
    'edad_15_19', 'edad_20_24', 'edad_25_29', 'edad_30_34', 'edad_35_39', 'edad_40_mas',
    'origen_municipal', 'origen_subvencionado', 'origen_particular', 'origen_delegada', 'origen_slep',
    'origen_total'
] -%}
with bronze as (

    {{ current_bronze('mineduc_superior') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.institucion as institution,
        bronze.nivel as degree,
        {% for name in counts -%}
        cast(nullif(bronze.{{ name }}, '') as integer) as {{ name }},
        {% endfor -%}
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
