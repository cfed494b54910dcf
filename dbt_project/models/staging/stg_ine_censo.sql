with bronze as (

    {{ current_bronze('ine_censo') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        bronze.clase as kind,
        bronze.medida as measure_id,
        -- figures of a region or of the country carry their id already
        coalesce(territory_codes.territory_id, bronze.territorio) as territory_id,
        bronze.periodo as period,
        bronze.sexo as sex,
        bronze.edad as age_band,
        bronze.dimension,
        bronze.categoria as category,
        cast(nullif(bronze.valor, '') as double) as value,
        case when bronze._bloque like 'residentes%' then 0 else 1 end as detail,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    left join territory_codes on bronze.territorio = territory_codes.code

)

select * from typed
