{{ config(post_hook="{{ leave_result() }}") }}

{#- Every figure that a correction changed, before and after: nothing is corrected out of sight. Only
    the figure itself and its parts by sex are listed; finer parts follow the same rule. -#}
with measure_candidates as (

    select * from {{ ref('measure_candidates') }}

),

published_candidates as (

    select * from {{ ref('published_candidates') }}

),

measures as (

    select * from {{ ref('measures') }}

),

published_values as (

    select * from {{ ref('published_values') }}

),

corrections as (

    select * from {{ source('catalogo', 'corrections') }}

),

settings as (

    select * from {{ source('catalogo', 'settings') }}

),

in_force as (

    select corrections.*
    from corrections
    cross join settings
    where cast(corrections.valid_until as integer) >= settings.account_year

),

touched as (

    select distinct target_id, territory_id, period from in_force

),

measures_before as (

    select measure_candidates.*
    from measure_candidates
    inner join touched
        on measure_candidates.measure_id = touched.target_id
        and measure_candidates.territory_id = touched.territory_id
        and measure_candidates.period = touched.period
    where measure_candidates.age_band = 'total' and measure_candidates.dimension = ''

),

published_before as (

    select published_candidates.*
    from published_candidates
    inner join touched
        on published_candidates.published_id = touched.target_id
        and published_candidates.territory_id = touched.territory_id
        and published_candidates.period = touched.period
    where published_candidates.age_band = 'total' and published_candidates.dimension = ''

),

ranked_measures as (
    {{ ranked_candidates('measures_before', 'measure_id', finer='detail') }}
),

ranked_published as (
    {{ ranked_candidates('published_before', 'published_id') }}
),

changed as (

    select
        ranked_measures.measure_id as target_id,
        ranked_measures.territory_id,
        ranked_measures.period,
        ranked_measures.sex,
        ranked_measures.value as before,
        measures.value as after
    from ranked_measures
    inner join measures on {{ same_target('ranked_measures', 'measures', 'measure_id') }}
    where ranked_measures.place = 1

    union all

    select
        ranked_published.published_id as target_id,
        ranked_published.territory_id,
        ranked_published.period,
        ranked_published.sex,
        ranked_published.value as before,
        published_values.value as after
    from ranked_published
    inner join published_values on {{ same_target('ranked_published', 'published_values', 'published_id') }}
    where ranked_published.place = 1

),

one_each as (

    select target_id, territory_id, period, min(correction_id) as correction_id
    from in_force
    group by target_id, territory_id, period

),

final as (

    select distinct
        one_each.correction_id,
        changed.target_id,
        changed.territory_id,
        changed.period,
        changed.sex,
        changed.before,
        changed.after,
        in_force.reason,
        in_force.valid_until
    from changed
    inner join one_each
        on changed.target_id = one_each.target_id
        and changed.territory_id = one_each.territory_id
        and changed.period = one_each.period
    inner join in_force
        on one_each.correction_id = in_force.correction_id
        and one_each.target_id = in_force.target_id
        and one_each.territory_id = in_force.territory_id
        and one_each.period = in_force.period

)

select * from final
