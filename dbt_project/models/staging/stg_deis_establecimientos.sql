with bronze as (

    {{ current_bronze('deis_establecimientos') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        bronze.codigo as code,
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.tipo as kind,
        bronze.estado = 'vigente' as is_open,
        bronze._corte as cut_date,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
