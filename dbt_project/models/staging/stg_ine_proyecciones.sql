with bronze as (

    {{ current_bronze('ine_proyecciones') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.sexo as sex,
        cast(bronze.edad as integer) as age,
        cast(bronze.poblacion as integer) as population,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
