{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What the documented courses of each year cost, by currency and by who paid. Currencies are never added. -#}
with documented as (

    select * from {{ ref('trainings') }} where record = 'documentada'

),

final as (

    select
        substring(held_on, 1, 4) as year,
        currency,
        payer,
        {{ exact_sum('courses') }} as courses,
        {{ exact_sum('cost') }} as cost
    from documented
    where cost is not null
    group by substring(held_on, 1, 4), currency, payer

)

select * from final
