{#- What a source counts in the parts of a comuna, «sin territorio» included, is what it counts in the
    comuna: nothing is lost and nothing is counted twice. Before corrections, which name one territory. -#}
with candidates as (

    select * from {{ ref('measure_candidates') }}

),

own as (

    select * from {{ source('catalogo', 'own_territories') }}

),

places as (

    select territory_id, parent_id as comuna_id, 1 as is_part from own
    union all
    select distinct parent_id as territory_id, parent_id as comuna_id, 0 as is_part from own

),

sums as (

    select
        candidates.source_id,
        candidates.measure_id,
        places.comuna_id,
        candidates.period,
        {{ breakdown('candidates') }},
        max(places.is_part) = 1 as has_parts,
        min(places.is_part) = 0 as has_comuna,
        {{ exact_sum('case when places.is_part = 1 then candidates.value end') }} as in_parts,
        {{ exact_sum('case when places.is_part = 0 then candidates.value end') }} as in_comuna
    from candidates
    inner join places on candidates.territory_id = places.territory_id
    group by
        candidates.source_id,
        candidates.measure_id,
        places.comuna_id,
        candidates.period,
        {{ breakdown('candidates') }}

),

final as (

    select * from sums
    -- a comuna with an unknown part is unknown and adds nothing up
    where has_parts and (not has_comuna or abs(in_parts - in_comuna) > 0.001)

)

select * from final
