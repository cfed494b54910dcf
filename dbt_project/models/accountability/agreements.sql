{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Agreements and funding, and which of them hold on the last day of the year of the account. -#}
with register as (

    select
        id_convenio as agreement_id,
        nombre as name,
        con as partner,
        tipo as kind,
        desde as date_from,
        hasta as date_to,
        monto as amount,
        moneda as currency,
        financia as funder,
        territorio as territory_id,
        meta as goal_id,
        fuente as source
    from {{ source('registros', 'convenios') }}

),

settings as (

    select cast(account_year as varchar) || '-12-31' as day from {{ source('catalogo', 'settings') }}

),

final as (

    select
        register.agreement_id,
        register.name,
        register.partner,
        register.kind,
        register.date_from,
        register.date_to,
        case
            when register.date_from > settings.day then 'por_comenzar'
            when register.date_to <> '' and register.date_to < settings.day then 'terminado'
            else 'vigente'
        end as state,
        register.amount,
        register.currency,
        register.funder,
        register.territory_id,
        register.goal_id,
        register.source
    from register
    cross join settings

)

select * from final
