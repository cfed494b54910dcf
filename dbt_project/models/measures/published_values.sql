{{ config(post_hook="{{ leave_result() }}") }}

with candidates as (

    select * from {{ ref('published_candidates') }}

),

ranked as (
    {{ ranked_candidates('candidates', 'published_id') }}
),

final as (

    select
        published_id,
        source_id,
        territory_id,
        period,
        sex,
        age_band,
        dimension,
        category,
        value,
        ci_low,
        ci_high,
        method,
        status,
        cut_date
    from ranked
    where place = 1

)

select * from final
