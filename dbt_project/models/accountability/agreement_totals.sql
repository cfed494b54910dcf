{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Agreements by state, kind and currency. Amounts of two currencies are never added, and those without amount are
    counted apart. -#}
with agreements as (

    select * from {{ ref('agreements') }}

),

final as (

    select
        state,
        kind,
        currency,
        count(*) as agreements,
        count(case when amount is null then 1 end) as without_amount,
        {{ exact_sum('amount') }} as amount
    from agreements
    group by state, kind, currency

)

select * from final
