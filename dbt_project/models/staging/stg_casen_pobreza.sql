with bronze as (

    {{ current_bronze('casen_pobreza') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        bronze.dimension as measure,
        cast(bronze.anio as integer) as anio,
        cast(nullif(bronze.valor, '') as double) as rate,
        cast(nullif(bronze.limite_inferior, '') as double) as ci_low,
        cast(nullif(bronze.limite_superior, '') as double) as ci_high,
        -- whether the survey went to the comuna is part of how its figure was made
        bronze.metodologia || case bronze.muestra
            when 'sí' then '; comuna en la muestra'
            when 'no' then '; comuna fuera de la muestra'
            else ''
        end as method,
        round(cast(nullif(bronze.personas, '') as double)) as people,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
