with bronze as (

    {{ current_bronze('deis_defunciones') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.sexo as sex,
        bronze.tipo_edad in ('2', '3', '4')
        or (bronze.tipo_edad = '1' and bronze.edad = '0') as under_one,
        bronze._corte as cut_date,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
