{#- Every territory with each of those above it: what adds up to what, by today's hierarchy. It begins at
    the comuna: what is below repeats the comuna's own rows and adds to nobody. -#}
with recursive territories as (

    select * from {{ ref('territories') }}

),

climb as (

    select territories.territory_id, territories.parent_id as ancestor_id
    from territories
    inner join territories as parents on territories.parent_id = parents.territory_id
    where parents.level <> 'comuna'

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
