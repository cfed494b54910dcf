with bronze as (

    {{ current_bronze('ine_poblacion_pais') }}

),

typed as (

    select
        cast(anio as integer) as anio,
        sexo as sex,
        cast(edad as integer) as age,
        cast(nullif(poblacion, '') as integer) as population,
        case when _derivada = '1' then 0 else 1 end as official
    from bronze

)

select * from typed
