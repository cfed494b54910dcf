with bronze as (

    {{ current_bronze('deis_nacimientos') }}

),

typed as (

    select
        coalesce(nullif(region, ''), 'CL-st') as territory_id,
        cast(anio as integer) as anio,
        sexo as sex,
        nullif(edad_madre, '') as mother_age,
        case peso when 'bajo' then true when 'no_bajo' then false end as is_low_weight,
        cast(nullif(semanas, '') as integer) < 37 as is_preterm,
        coalesce(nullif(nacionalidad, ''), 'sin-informacion') as nationality,
        _bloque,
        case when _derivada = '1' then 0 else 1 end as official
    from bronze

)

select * from typed
