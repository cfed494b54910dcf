{#- Quantities that the community gathers. The total is the one it wrote, else women plus men when it wrote both. -#}
with observations as (

    select * from {{ source('registros', 'observaciones') }} where tipo = 'medida'

),

written as (

    select
        cifra as measure_id,
        territorio as territory_id,
        periodo as period,
        sexo as sex,
        valor as value
    from observations

),

added as (

    select
        measure_id,
        territory_id,
        period,
        'total' as sex,
        {{ exact_sum('value') }} as value
    from written
    group by measure_id, territory_id, period
    having count(*) = 2 and max(case when sex = 'total' then 1 else 0 end) = 0

),

figures as (

    select * from written
    union all
    select * from added

),

final as (

    select
        measure_id,
        'observaciones' as source_id,
        territory_id,
        period,
        sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        value,
        '' as status,
        '' as cut_date,
        0 as detail,
        0 as official
    from figures

)

select * from final
