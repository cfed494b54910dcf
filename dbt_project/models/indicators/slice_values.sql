{#- Value of every slice that some card needs, at the finest territory: as measured, else its zero.
    What was measured and is unknown (null) stays unknown: only what nobody wrote down is zero. -#}
with measures as (

    select * from {{ ref('measures') }}

),

operand_slices as (

    select * from {{ ref('operand_slices') }}

),

zeros as (

    select * from {{ ref('zero_slices') }}

),

slices as (

    select distinct measure_id, measure_sex, age_band, dimension, category from operand_slices

),

measured as (

    select
        slices.measure_id,
        slices.measure_sex,
        slices.age_band,
        slices.dimension,
        slices.category,
        measures.territory_id,
        measures.period,
        measures.value,
        true as is_counted,
        measures.source_id,
        measures.status,
        measures.cut_date
    from slices
    inner join measures
        on slices.measure_id = measures.measure_id
        and slices.measure_sex = measures.sex
        and slices.age_band = measures.age_band
        and slices.dimension = measures.dimension
        and slices.category = measures.category

),

unwritten as (

    select
        zeros.measure_id,
        zeros.measure_sex,
        zeros.age_band,
        zeros.dimension,
        zeros.category,
        zeros.territory_id,
        zeros.period,
        cast(0 as double) as value,
        false as is_counted,
        zeros.source_id,
        zeros.status,
        zeros.cut_date
    from zeros
    left join measured
        on zeros.measure_id = measured.measure_id
        and zeros.measure_sex = measured.measure_sex
        and zeros.age_band = measured.age_band
        and zeros.dimension = measured.dimension
        and zeros.category = measured.category
        and zeros.territory_id = measured.territory_id
        and zeros.period = measured.period
    where measured.measure_id is null

),

final as (

    select * from measured
    union all
    select * from unwritten

)

select * from final
