{{ config(post_hook="{{ leave_result() }}") }}

{#- Figures, measured or published, that two sources give with different values: the one that stands
    and the other. An unknown value differs from none. -#}
with measures as (

    select * from {{ ref('measures') }}

),

published as (

    select * from {{ ref('published_values') }}

),

measure_candidates as (

    select * from {{ ref('measure_candidates') }}

),

published_candidates as (

    select * from {{ ref('published_candidates') }}

),

kept as (

    select measure_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from measures
    union all
    select published_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from published

),

candidates as (

    select measure_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from measure_candidates
    union all
    select published_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from published_candidates

),

final as (

    select
        kept.measure_id,
        kept.territory_id,
        kept.period,
        kept.sex,
        kept.age_band,
        kept.dimension,
        kept.category,
        kept.source_id as kept_source,
        kept.value as kept_value,
        candidates.source_id as other_source,
        candidates.value as other_value
    from kept
    inner join candidates
        on kept.measure_id = candidates.measure_id
        and kept.territory_id = candidates.territory_id
        and kept.period = candidates.period
        and kept.sex = candidates.sex
        and kept.age_band = candidates.age_band
        and kept.dimension = candidates.dimension
        and kept.category = candidates.category
    where kept.source_id <> candidates.source_id
        and kept.value <> candidates.value

)

select * from final
