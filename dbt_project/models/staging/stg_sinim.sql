with bronze as (

    {{ current_bronze('sinim') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        bronze.codigo as variable_code,
        bronze.medida as measure_id,
        bronze.sexo as sex,
        cast(bronze.anio as integer) as anio,
        cast(nullif(bronze.valor, '') as double) as value,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
