{{ config(materialized='by_period') }}

{#- Value of every slice that some card needs, at the finest territory that gives it: as measured, else its
    zero. What was measured and is unknown (null) stays unknown: only what nobody wrote down is zero. A row
    above the comuna (a source that names only the region) gives way to known rows below it; where it stands,
    it says more than the zeros and the unknowns below. -#}
with measures as not materialized (

    select * from {{ ref('measures') }} where {{ this_unit() }}

),

operand_slices as not materialized (

    select * from {{ ref('operand_slices') }}

),

zeros as (

    select * from {{ ref('zero_slices') }} where {{ this_unit() }}

),

territories as (

    select * from {{ ref('territories') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

slices as (

    select distinct {{ slice() }} from operand_slices

),

measured as not materialized (

    select
        {{ slice('slices') }},
        measures.territory_id,
        measures.period,
        measures.value,
        true as is_counted,
        measures.source_id,
        measures.status,
        measures.cut_date
    from slices
    inner join measures on {{ is_slice('measures', 'slices') }}

),

unwritten as (

    select
        {{ slice('zeros') }},
        zeros.territory_id,
        zeros.period,
        cast(0 as double) as value,
        false as is_counted,
        zeros.source_id,
        zeros.status,
        zeros.cut_date
    from zeros
    left join measured
        on {{ same_slice('zeros', 'measured') }}
        and zeros.territory_id = measured.territory_id
        and zeros.period = measured.period
    where measured.measure_id is null

),

known as not materialized (

    select * from measured
    union all
    select * from unwritten

),

above_comuna as (

    select known.*
    from known
    inner join territories on known.territory_id = territories.territory_id
    where {{ is_above_comuna('territories.level') }}

),

-- both ends of every pair of rows of one slice where one territory contains the other
nested as (

    select
        {{ slice('above_comuna') }},
        above_comuna.period,
        above_comuna.territory_id as upper_id,
        measured.territory_id as lower_id,
        measured.value is not null or above_comuna.value is null as lower_stands
    from above_comuna
    inner join ancestors on above_comuna.territory_id = ancestors.ancestor_id
    inner join measured
        on {{ same_slice('above_comuna', 'measured') }}
        and above_comuna.period = measured.period
        and ancestors.territory_id = measured.territory_id

),

given_way as (

    select distinct {{ slice() }}, period, upper_id as territory_id
    from nested
    where lower_stands

),

standing as (

    select above_comuna.*
    from above_comuna
    left join given_way
        on {{ same_slice('above_comuna', 'given_way') }}
        and above_comuna.period = given_way.period
        and above_comuna.territory_id = given_way.territory_id
    where given_way.measure_id is null
        and above_comuna.value is not null

),

left_out as (

    select {{ slice() }}, period, territory_id from given_way

    union

    select {{ slice('standing') }}, standing.period, ancestors.territory_id
    from standing
    inner join ancestors on standing.territory_id = ancestors.ancestor_id

),

final as (

    select known.*
    from known
    left join left_out
        on {{ same_slice('known', 'left_out') }}
        and known.period = left_out.period
        and known.territory_id = left_out.territory_id
    where left_out.measure_id is null

)

select * from final
