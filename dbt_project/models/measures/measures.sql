{{ config(post_hook="{{ leave_result() }}") }}

with candidates as (

    select * from {{ ref('measure_candidates') }}

),

-- two files that give the same figure are never added: one of them wins
ranked as (

    select
        *,
        row_number() over (
            partition by measure_id, territory_id, period, sex, age_band, dimension, category
            order by cut_date desc, detail desc, official desc, source_id, value
        ) as place
    from candidates

),

final as (

    select
        measure_id,
        source_id,
        territory_id,
        period,
        sex,
        age_band,
        dimension,
        category,
        value,
        status,
        cut_date
    from ranked
    where place = 1

)

select * from final
