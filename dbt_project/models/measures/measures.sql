{{ config(post_hook="{{ leave_result() }}") }}

{#- One value per figure, corrected where the producer is known to be wrong. Null is a known unknown: some file has the figure and its value is missing or
    was set aside, so it is neither zero nor absent. -#}
with candidates as (

    select * from {{ ref('measure_candidates') }}

),

ranked as (
    {{ ranked_candidates('candidates', 'measure_id', finer='detail') }}
),

chosen as (

    select * from ranked where place = 1

),

mended as (
    {{ corrected('chosen', 'measure_id') }}
),

final as (

    select
        chosen.measure_id,
        chosen.source_id,
        chosen.territory_id,
        chosen.period,
        chosen.sex,
        chosen.age_band,
        chosen.dimension,
        chosen.category,
        case when mended.correction_id is null then chosen.value else mended.corrected end as value,
        chosen.status,
        chosen.cut_date
    from chosen
    left join mended
        on {{ same_target('chosen', 'mended', 'measure_id') }}

)

select * from final
