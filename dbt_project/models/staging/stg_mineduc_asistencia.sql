{#- All text, as bronze has it: millions of rows, read by block, so nothing but hash joins with small tables. -#}
with bronze as (

    {{ current_bronze('mineduc_asistencia') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

final as (

    select
        bronze.anio,
        bronze.mes,
        bronze.mrun,
        bronze.rbd,
        bronze.comuna_establecimiento,
        bronze.comuna_estudiante,
        bronze.depe,
        bronze.rural,
        bronze.ense,
        bronze.ense2,
        bronze.grado,
        bronze.sexo,
        bronze.dias_asistidos,
        bronze.dias_trabajados,
        bronze.tasa,
        bronze.categoria,
        coalesce(schools.territory_id, 'CL-st') as school_territory_id,
        coalesce(homes.territory_id, 'CL-st') as pupil_territory_id,
        bronze._archivo,
        bronze._bloque,
        bronze._corte as cut_date,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    left join territory_codes as schools on bronze.comuna_establecimiento = schools.code
    left join territory_codes as homes on bronze.comuna_estudiante = homes.code

)

select * from final
