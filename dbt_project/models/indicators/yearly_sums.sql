{{ config(materialized="view") }}

{#- What each figure is made of, territory by territory, and whether it is whole: `reason` says why there is no
    figure, `is_empty` that nobody is in the denominator. -#}
with rollup as (

    select * from {{ ref('rollup') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

final as (

    select
        rollup.indicator_id,
        rollup.territory_id,
        rollup.period,
        {{ breakdown('rollup') }},
        rollup.numerator,
        rollup.denominator,
        rollup.square,
        case
            when rollup.gap <> '' then rollup.gap
            when rollup.is_parent and rollup.population_covered * 100 < rollup.population_due * 95
                then 'Las comunas con dato reúnen menos del 95 % de la población.'
            when rollup.is_parent and rollup.denominator * 100 < rollup.denominator_known * 95
                then 'Hay dato para menos del 95 % del denominador.'
            else ''
        end as reason,
        indicators.kind <> 'conteo' and coalesce(rollup.denominator = 0, false) as is_empty,
        rollup.status,
        rollup.cut_date
    from rollup
    inner join indicators on rollup.indicator_id = indicators.indicator_id

)

select * from final
