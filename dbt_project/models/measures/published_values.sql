{{ config(post_hook="{{ leave_result() }}") }}

with candidates as (

    select * from {{ ref('published_candidates') }}

),

-- two files that give the same figure: one of them wins
ranked as (

    select
        *,
        row_number() over (
            partition by published_id, territory_id, period, sex, age_band, dimension, category
            order by cut_date desc, official desc, source_id, value
        ) as place
    from candidates

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
