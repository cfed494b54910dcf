with bronze as (

    {{ current_bronze('registro_civil') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        bronze.hecho as event,
        territory_codes.territory_id,
        bronze.anio || '-' || bronze.mes as month,
        cast(bronze.total as double) as registrations,
        bronze._corte as cut_date,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
