{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- The circuit of referrals: how many were sent from one service to another, how many were attended and how
    long they waited. The share attended carries its 95 % interval (Wilson). -#}
with register as (

    select
        periodo as period,
        desde_servicio as from_service,
        hacia_servicio as to_service,
        territorio as territory_id,
        case when sexo = '' then 'total' else sexo end as sex,
        derivadas as referred,
        atendidas as attended,
        dias_espera as waiting_days,
        fuente as source
    from {{ source('registros', 'derivaciones') }}

),

final as (

    select
        period,
        from_service,
        to_service,
        territory_id,
        sex,
        referred,
        attended,
        -- more attended than were sent is no share of them
        case when referred > 0 and attended <= referred then 100 * attended / referred end as share,
        case when referred > 0 and attended <= referred then 100 * {{ wilson('attended', 'referred', 'low') }} end
            as ci_low,
        case when referred > 0 and attended <= referred then 100 * {{ wilson('attended', 'referred', 'high') }} end
            as ci_high,
        waiting_days,
        source
    from register

)

select * from final
