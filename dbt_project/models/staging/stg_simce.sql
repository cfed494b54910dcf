with bronze as (

    {{ current_bronze('simce') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.grado as grade,
        bronze.prueba as test,
        bronze.rbd as school,
        cast(nullif(bronze.nalu, '') as double) as pupils,
        cast(nullif(bronze.prom, '') as double) as score,
        cast(nullif(bronze.palu_ins, '') as double) as level_low,
        cast(nullif(bronze.palu_ele, '') as double) as level_middle,
        cast(nullif(bronze.palu_ade, '') as double) as level_high,
        {{ dependencia('bronze.depe') }} as dependencia,
        -- the agency writes 1 for urban and 2 for rural
        case bronze.rural when '1' then 'urbano' when '2' then 'rural' end as ruralidad,
        case bronze.grupo
            when '1' then 'bajo'
            when '2' then 'medio-bajo'
            when '3' then 'medio'
            when '4' then 'medio-alto'
            when '5' then 'alto'
        end as socioeconomic_group,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
