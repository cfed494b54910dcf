{{ config(post_hook="{{ leave_result() }}") }}

{#- One value per figure. Null is a known unknown: some file has the figure and its value is missing or
    was set aside, so it is neither zero nor absent. -#}
with candidates as (

    select * from {{ ref('measure_candidates') }}

),

ranked as (
    {{ ranked_candidates('candidates', 'measure_id', finer='detail') }}
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
