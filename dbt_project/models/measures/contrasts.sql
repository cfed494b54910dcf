{{ config(post_hook="{{ leave_result() }}") }}

{#- What files and documents print of themselves and their own rows do not give. The printed and the
    recomputed figure both stay; nothing is put right here. -#}
with contrasts as (

    select * from {{ source('catalogo', 'contrasts') }}

),

final as (

    select
        source_id,
        block,
        name,
        printed,
        recomputed,
        difference,
        kind,
        file
    from contrasts
    where kind <> 'calza'

)

select * from final
