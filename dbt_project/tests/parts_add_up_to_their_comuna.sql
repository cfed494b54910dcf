{#- What a source counts in the parts of a comuna, «sin territorio» included, is what it counts in the
    comuna: nothing is lost and nothing is counted twice. Before corrections, which name one territory. -#}
with candidates as (

    select * from {{ ref('measure_candidates') }}

),

parts as (

    select own.territory_id, own.parent_id as comuna_id
    from {{ source('catalogo', 'own_territories') }} as own

),

comunas as (

    select distinct comuna_id from parts

),

in_parts as (

    select
        candidates.source_id,
        candidates.measure_id,
        parts.comuna_id,
        candidates.period,
        candidates.sex,
        candidates.age_band,
        candidates.dimension,
        candidates.category,
        {{ exact_sum('candidates.value') }} as value
    from candidates
    inner join parts on candidates.territory_id = parts.territory_id
    group by
        candidates.source_id,
        candidates.measure_id,
        parts.comuna_id,
        candidates.period,
        candidates.sex,
        candidates.age_band,
        candidates.dimension,
        candidates.category

),

in_comunas as (

    select
        candidates.source_id,
        candidates.measure_id,
        candidates.territory_id,
        candidates.period,
        candidates.sex,
        candidates.age_band,
        candidates.dimension,
        candidates.category,
        {{ exact_sum('candidates.value') }} as value
    from candidates
    inner join comunas on candidates.territory_id = comunas.comuna_id
    group by
        candidates.source_id,
        candidates.measure_id,
        candidates.territory_id,
        candidates.period,
        candidates.sex,
        candidates.age_band,
        candidates.dimension,
        candidates.category

),

final as (

    select
        in_parts.*,
        in_comunas.value as in_comuna
    from in_parts
    left join in_comunas
        on in_parts.source_id = in_comunas.source_id
        and in_parts.measure_id = in_comunas.measure_id
        and in_parts.comuna_id = in_comunas.territory_id
        and in_parts.period = in_comunas.period
        and in_parts.sex = in_comunas.sex
        and in_parts.age_band = in_comunas.age_band
        and in_parts.dimension = in_comunas.dimension
        and in_parts.category = in_comunas.category
    -- a comuna with an unknown part is unknown and adds nothing up
    where in_comunas.territory_id is null
        or abs(in_parts.value - in_comunas.value) > 0.001

)

select * from final
