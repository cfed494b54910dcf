with bronze as (

    {{ current_bronze('tablas_ordenadas') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        bronze.fuente as source_id,
        bronze.clase as kind,
        bronze.medida as measure_id,
        -- figures of a region or of the country carry their id already
        coalesce(territory_codes.territory_id, bronze.comuna) as territory_id,
        bronze.periodo as period,
        bronze.sexo as sex,
        bronze.edad as age_band,
        bronze.dimension,
        bronze.categoria as category,
        cast(nullif(bronze.valor, '') as double) as value,
        cast(nullif(bronze.ic_inf, '') as double) as ci_low,
        cast(nullif(bronze.ic_sup, '') as double) as ci_high,
        bronze.clave as person_key,
        coalesce(bronze.estado, '') as status,
        coalesce(bronze.propio, '') as own_place,
        bronze._bloque,
        bronze._corte as cut_date,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    left join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
