{{ config(post_hook="{{ leave_result() }}") }}

with candidates as (

    select * from {{ ref('measure_candidates') }}

),

measures as (

    select * from {{ ref('measures') }}

),

final as (

    select
        measures.measure_id,
        measures.territory_id,
        measures.period,
        measures.sex,
        measures.age_band,
        measures.dimension,
        measures.category,
        measures.source_id as kept_source,
        measures.value as kept_value,
        candidates.source_id as other_source,
        candidates.value as other_value
    from measures
    inner join candidates
        on measures.measure_id = candidates.measure_id
        and measures.territory_id = candidates.territory_id
        and measures.period = candidates.period
        and measures.sex = candidates.sex
        and measures.age_band = candidates.age_band
        and measures.dimension = candidates.dimension
        and measures.category = candidates.category
    where measures.source_id <> candidates.source_id
        and measures.value <> candidates.value

)

select * from final
