{#- The zeros that nobody writes down. A source with absent = 'cero' leaves out the comunas where it
    counted nothing. A slice gets 0 there when: the source knows that slice from some period; it
    carries the measure, broken down in that way, in this period; it has some row broken down in that
    way in the zone (the region of the comuna; the parts of a comuna are one zone; any other «sin
    territorio» is its own); and the source covers it. A comuna that did not exist yet gets its zero too: its cases stand in the comuna it
    came from, and the territories above both must add the population of both. -#}
with measures as (

    select * from {{ ref('measures') }}

),

sources as (

    select * from {{ source('catalogo', 'sources') }}

),

slices as (

    select * from {{ ref('operand_slices') }}

),

territories as (

    select * from {{ ref('territories') }}

),

ancestors as (

    select * from {{ ref('territory_ancestors') }}

),

parts as (

    select
        territories.territory_id,
        territories.parent_id as comuna_id
    from territories
    inner join territories as comunas on territories.parent_id = comunas.territory_id
    where comunas.level = 'comuna'

),

zones as (

    select
        territories.territory_id,
        coalesce(ancestors.ancestor_id, territories.territory_id) as zone_id
    from territories
    left join ancestors
        on territories.territory_id = ancestors.territory_id
        and territories.level = 'comuna'
        and ancestors.ancestor_level = 'region'
    left join parts on territories.territory_id = parts.territory_id
    where territories.level in ('comuna', 'sin_territorio')
        and parts.territory_id is null

    union all

    select territory_id, comuna_id || ' parts' as zone_id
    from parts

    union all

    -- rows that name the region alone tell of that region, and of none of its comunas
    select territory_id, territory_id || ' alone' as zone_id
    from territories
    where {{ is_above_comuna('level') }}

),

counted as (

    select
        measures.*,
        measures.sex <> 'total' as has_sex,
        measures.age_band <> 'total' as has_age
    from measures
    inner join sources on measures.source_id = sources.source_id
    where sources.absent = 'cero'
        and measures.value is not null

),

known_slices as (

    select distinct
        counted.source_id,
        {{ slice('slices') }},
        counted.has_sex,
        counted.has_age
    from counted
    inner join slices on {{ is_slice('counted', 'slices') }}

),

measured_periods as (

    select
        source_id,
        measure_id,
        has_sex,
        has_age,
        dimension,
        period,
        {{ worst_status('status') }} as status,
        max(cut_date) as cut_date
    from counted
    group by source_id, measure_id, has_sex, has_age, dimension, period

),

covered_zones as (

    select distinct
        counted.source_id,
        counted.has_sex,
        counted.has_age,
        counted.dimension,
        counted.period,
        zones.zone_id
    from counted
    inner join zones on counted.territory_id = zones.territory_id

),

-- a source that declares some territories covers them and what is below them
declared as (

    select
        sources.source_id,
        territories.territory_id
    from sources
    inner join territories on sources.coverage = 'pais'
        or ' ' || sources.coverage || ' ' like '% ' || territories.territory_id || ' %'

    union

    select
        sources.source_id,
        ancestors.territory_id
    from sources
    inner join ancestors on ' ' || sources.coverage || ' ' like '% ' || ancestors.ancestor_id || ' %'

    union

    select
        sources.source_id,
        parts.territory_id
    from sources
    inner join parts on ' ' || sources.coverage || ' ' like '% ' || parts.comuna_id || ' %'

    union

    select
        sources.source_id,
        parts.territory_id
    from sources
    inner join ancestors on ' ' || sources.coverage || ' ' like '% ' || ancestors.ancestor_id || ' %'
    inner join parts on ancestors.territory_id = parts.comuna_id

),

final as (

    select
        {{ slice('known_slices') }},
        zones.territory_id,
        measured_periods.period,
        min(known_slices.source_id) as source_id,
        {{ worst_status('measured_periods.status') }} as status,
        max(measured_periods.cut_date) as cut_date
    from known_slices
    inner join measured_periods
        on known_slices.source_id = measured_periods.source_id
        and known_slices.measure_id = measured_periods.measure_id
        and known_slices.has_sex = measured_periods.has_sex
        and known_slices.has_age = measured_periods.has_age
        and known_slices.measure_dimension = measured_periods.dimension
    inner join covered_zones
        on measured_periods.source_id = covered_zones.source_id
        and measured_periods.has_sex = covered_zones.has_sex
        and measured_periods.has_age = covered_zones.has_age
        and measured_periods.dimension = covered_zones.dimension
        and measured_periods.period = covered_zones.period
    inner join zones on covered_zones.zone_id = zones.zone_id
    inner join declared
        on known_slices.source_id = declared.source_id
        and zones.territory_id = declared.territory_id
    group by
        {{ slice('known_slices') }},
        zones.territory_id,
        measured_periods.period

)

select * from final
