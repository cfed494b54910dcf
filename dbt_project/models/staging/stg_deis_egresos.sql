with bronze as (

    {{ current_bronze('deis_egresos') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        -- what has no comuna carries the id of its region or country already
        coalesce(territory_codes.territory_id, bronze.comuna) as territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.sexo as sex,
        cast(nullif(split_part(replace(bronze.edad, '+', ''), '-', 1), '') as integer) as age_min,
        case
            when bronze.edad like '%+' then 120
            when bronze.edad like '%-%' then cast(split_part(bronze.edad, '-', 2) as integer)
            when bronze.edad <> '' then cast(bronze.edad as integer)
        end as age_max,
        nullif(bronze.pueblo, '') as indigenous,
        nullif(bronze.nacionalidad, '') as nationality,
        bronze.causa as cause,
        bronze._bloque,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    left join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
