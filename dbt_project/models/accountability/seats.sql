{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Seats of each collaborative by territory, kind and sex, as they stand on the last day of the year of the account.
    Who holds one is not here. -#}
with register as (

    select
        colaborativa as collaborative,
        territorio as territory_id,
        clase as kind,
        case when sexo = '' then 'total' else sexo end as sex,
        institucion as institution,
        case when desde = '' then '0000-01-01' else desde end as first_day,
        case when hasta = '' then '9999-12-31' else hasta end as last_day
    from {{ source('registros', 'integrantes') }}

),

settings as (

    select cast(account_year as varchar) || '-12-31' as day from {{ source('catalogo', 'settings') }}

),

final as (

    select
        register.collaborative,
        register.territory_id,
        register.kind,
        -- 'total' is a seat of which the sex is not said
        register.sex,
        count(*) as seats,
        count(distinct register.institution) as institutions
    from register
    inner join settings on settings.day between register.first_day and register.last_day
    group by register.collaborative, register.territory_id, register.kind, register.sex

)

select * from final
