{{ config(materialized='by_period', post_hook="{{ leave_result() }}") }}

{% set figure = ['measure_id', 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category'] %}

{#- Figures, measured or published, that two sources give with different values: the one that stands
    and the other. An unknown value differs from none. -#}
with measures as (

    select * from {{ ref('measures') }} where {{ this_unit() }}

),

published as (

    select * from {{ ref('published_values') }} where {{ this_unit() }}

),

measure_candidates as not materialized (

    select * from {{ ref('measure_candidates') }} where {{ this_unit() }}

),

published_candidates as not materialized (

    select * from {{ ref('published_candidates') }} where {{ this_unit() }}

),

kept as (

    select measure_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from measures
    union all
    select published_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from published

),

every_candidate as not materialized (

    select measure_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from measure_candidates
    union all
    select published_id, territory_id, period, sex, age_band, dimension, category, source_id, value
    from published_candidates

),

candidates as not materialized (

    select
        *,
        {{ key_number(figure) }} as figure_number
    from every_candidate

),

-- nearly every figure has one candidate, and so no conflict
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
        rivals.source_id as other_source,
        rivals.value as other_value
    from kept
    inner join rivals
        on kept.measure_id = rivals.measure_id
        and kept.territory_id = rivals.territory_id
        and kept.period = rivals.period
        and kept.sex = rivals.sex
        and kept.age_band = rivals.age_band
        and kept.dimension = rivals.dimension
        and kept.category = rivals.category
    where kept.source_id <> rivals.source_id
        and kept.value <> rivals.value

)

select * from final
