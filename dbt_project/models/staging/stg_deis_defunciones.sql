with bronze as (

    {{ current_bronze('deis_defunciones') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

-- a year that the official base has is never taken from a preliminary file
official_years as (

    select distinct anio from bronze where caracter = 'oficial'

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.sexo as sex,
        case
            when bronze.tipo_edad in ('2', '3', '4') then 0
            when bronze.tipo_edad = '1' then cast(bronze.edad as integer)
        end as age,
        nullif(coalesce(bronze.externa, 'sin_dato'), 'sin_dato') as external_cause,
        bronze._corte as cut_date,
        coalesce(bronze.caracter, '') <> 'oficial' as is_preliminary,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code
    left join official_years on bronze.anio = official_years.anio
    where official_years.anio is null or bronze.caracter = 'oficial'

)

select * from typed
