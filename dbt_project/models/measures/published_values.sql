{{ config(post_hook="{{ leave_result() }}") }}

with candidates as (

    select * from {{ ref('published_candidates') }}

),

ranked as (
    {{ ranked_candidates('candidates', 'published_id') }}
),

chosen as (

    select * from ranked where place = 1

),

mended as (
    {{ corrected('chosen', 'published_id') }}
),

final as (

    select
        chosen.published_id,
        chosen.source_id,
        chosen.territory_id,
        chosen.period,
        chosen.sex,
        chosen.age_band,
        chosen.dimension,
        chosen.category,
        case when mended.correction_id is null then chosen.value else mended.corrected end as value,
        case when mended.correction_id is null then chosen.ci_low else chosen.ci_low * mended.factor end
            as ci_low,
        case when mended.correction_id is null then chosen.ci_high else chosen.ci_high * mended.factor end
            as ci_high,
        chosen.method,
        chosen.sample_n,
        chosen.degrees_freedom,
        case when mended.correction_id is null or mended.factor is not null then chosen.cv end as cv,
        chosen.status,
        chosen.cut_date
    from chosen
    left join mended
        on {{ same_target('chosen', 'mended', 'published_id') }}

)

select * from final
