with bronze as (

    {{ current_bronze('mineduc_directorio') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.rbd,
        {{ dependencia('bronze.cod_depe') }} as dependencia,
        nullif(bronze.rural_rbd, '') = '1' as rural,
        nullif(bronze.estado_estab, '') = '1' and nullif(bronze.matricula, '') = '1' as functioning,
        nullif(bronze.convenio_pie, '') = '1' as inclusion,
        case
            when upper(bronze.pago_mensual) = 'GRATUITO' then true
            when bronze.pago_mensual like '%$%' then false
        end as free,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
