{{ config(materialized='by_block', block_table='mineduc_asistencia', unit='substr(_bloque, 1, 4)') }}

{#- Attendance of each year: the yearly table where it came, else the months added up. A year is provisional
    while its last month is not December and no yearly table came. -#}
with records as (

    select *, anio as period
    from {{ ref('stg_mineduc_asistencia') }}
    where {{ this_unit() }}

),

years as (

    select
        period,
        max(case when mes = '' then 1 else 0 end) as has_yearly,
        max(mes) as last_month
    from records
    group by period

),

chosen as (

    select
        records.*,
        case when years.has_yearly = 0 and years.last_month < '12' then 'p' else '' end as status
    from records
    inner join years on records.period = years.period
    where years.has_yearly = 0 or records.mes = ''

),

final as (
    {{ attendance('chosen', 'max(status)') }}
)

select * from final
