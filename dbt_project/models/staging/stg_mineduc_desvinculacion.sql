with bronze as (

    {{ current_bronze('mineduc_desvinculacion') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.sexo as sex,
        bronze.tipo as kind,
        cast(nullif(bronze.desvinculados, '') as integer) as dropouts,
        cast(nullif(bronze.matricula_teorica, '') as integer) as enrolment,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
