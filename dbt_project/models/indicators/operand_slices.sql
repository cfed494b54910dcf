{#- What each card adds up, one row per slice of a measure (`measure_*`) and per breakdown of the card.
    An operand follows the breakdown in what it does not fix: sex, age, dimension. A numerator that fixes
    its age or its dimension cannot be told apart by it: such a breakdown has no slices, so no figure. -#}
with operands as (

    select * from {{ source('catalogo', 'operands') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

breakdowns as (

    select * from {{ source('catalogo', 'breakdowns') }}

),

fixed as (

    select
        indicator_id,
        max(case when age_band not in ('', 'total') then 1 else 0 end) = 1 as fixes_age,
        max(case when dimension <> '' then 1 else 0 end) = 1 as fixes_dimension
    from operands
    where role = 'numerador'
    group by indicator_id

),

wanted as (

    select
        breakdowns.indicator_id,
        {{ breakdown('breakdowns') }}
    from breakdowns
    inner join indicators on breakdowns.indicator_id = indicators.indicator_id
    left join fixed on breakdowns.indicator_id = fixed.indicator_id
    where indicators.kind <> 'publicado'
        and (breakdowns.age_band = 'total' or not coalesce(fixed.fixes_age, false))
        and (breakdowns.dimension = '' or not coalesce(fixed.fixes_dimension, false))

),

final as (

    select distinct
        wanted.indicator_id,
        operands.role,
        {{ breakdown('wanted') }},
        operands.measure_id,
        case when operands.sex = '' then wanted.sex else operands.sex end as measure_sex,
        case when operands.age_band in ('', 'total') then wanted.age_band else operands.age_band end
            as measure_age,
        case when operands.dimension = '' then wanted.dimension else operands.dimension end
            as measure_dimension,
        case when operands.dimension = '' then wanted.category else operands.category end
            as measure_category
    from operands
    inner join wanted on operands.indicator_id = wanted.indicator_id

)

select * from final
