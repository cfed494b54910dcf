{{ config(materialized='by_period', post_hook="{{ leave_result(['measure_id', 'source_id', 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category']) }}") }}

{% set figure = ['measure_id', 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category'] %}

{#- One value per figure, corrected where the producer is known to be wrong. Null is a known unknown: some file has the figure and its value is missing or
    was set aside, so it is neither zero nor absent. -#}
with candidates as not materialized (

    select
        *,
        {{ key_number(figure) }} as figure_number
    from {{ ref('measure_candidates') }}
    where {{ this_unit() }}

),

-- nearly every figure has one candidate; the number may bring in a few more, never leave one out
contested as (

    select figure_number
    from candidates
    group by figure_number
    having count(*) > 1

),

rivals as (

    select candidates.*
    from candidates
    inner join contested on candidates.figure_number = contested.figure_number

),

ranked as (
    {{ ranked_candidates('rivals', 'measure_id', finer='detail') }}
),

chosen as not materialized (

    select
        candidates.measure_id,
        candidates.source_id,
        candidates.territory_id,
        candidates.period,
        candidates.sex,
        candidates.age_band,
        candidates.dimension,
        candidates.category,
        candidates.value,
        candidates.status,
        candidates.cut_date
    from candidates
    left join contested on candidates.figure_number = contested.figure_number
    where contested.figure_number is null

    union all

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
