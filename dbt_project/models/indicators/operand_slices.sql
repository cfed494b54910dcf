{#- What each card adds up, one row per slice of a measure and per breakdown of the card by sex.
    `sex` is the breakdown, `measure_sex` the rows of the measure that it takes. -#}
with operands as (

    select * from {{ source('catalogo', 'operands') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

breakdowns as (

    select 'total' as sex, false as needs_by_sex
    union all
    select 'mujer' as sex, true as needs_by_sex
    union all
    select 'hombre' as sex, true as needs_by_sex

),

final as (

    select distinct
        operands.indicator_id,
        operands.role,
        breakdowns.sex,
        operands.measure_id,
        case when operands.sex = '' then breakdowns.sex else operands.sex end as measure_sex,
        case when operands.age_band = '' then 'total' else operands.age_band end as age_band,
        operands.dimension,
        operands.category
    from operands
    inner join indicators on operands.indicator_id = indicators.indicator_id
    inner join breakdowns on indicators.by_sex or not breakdowns.needs_by_sex
    where indicators.kind <> 'publicado'

)

select * from final
