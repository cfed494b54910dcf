{#- Every territory with itself and each of those that contain it, from the workspace's own upwards: what is
    offered in the whole reaches its parts. -#}
with recursive territories as (

    select * from {{ ref('territories') }}

),

climb as (

    select territory_id, territory_id as container_id
    from territories

    union all

    select climb.territory_id, territories.parent_id as container_id
    from climb
    inner join territories on climb.container_id = territories.territory_id
    where territories.parent_id <> ''

),

final as (

    select territory_id, container_id from climb

)

select * from final
