{{ config(materialized='by_block', block_table='mineduc_asistencia') }}

{#- Declared attendance of each month. -#}
with records as (

    select *, anio || '-' || mes as period
    from {{ ref('stg_mineduc_asistencia') }}
    where {{ this_unit() }} and mes <> ''

),

final as (
    {{ attendance('records', "''") }}
)

select * from final
