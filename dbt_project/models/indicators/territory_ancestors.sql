{#- Every territory with each of those above it: what adds up to what, by today's hierarchy. -#}
with recursive territories as (

    select * from {{ ref('territories') }}

),

climb as (

    select territory_id, parent_id as ancestor_id
    from territories
    where parent_id is not null

    union all

    select climb.territory_id, territories.parent_id as ancestor_id
    from climb
    inner join territories on climb.ancestor_id = territories.territory_id
    where territories.parent_id is not null

),

final as (

    select
        climb.territory_id,
        climb.ancestor_id,
        territories.level as ancestor_level
    from climb
    inner join territories on climb.ancestor_id = territories.territory_id

)

select * from final
