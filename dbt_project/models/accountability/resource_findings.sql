{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What the inventory lets see: the same offered twice, needs that nobody serves or too little, and more
    than is needed. A duplicity is told where two offers of different funders meet in the year of the account: the
    narrower of their territories and of their sexes (decision 0019). -#}
with offers as (

    select * from {{ ref('resource_offers') }}

),

needs as (

    select * from {{ ref('resource_needs') }}

),

within as (

    select * from {{ ref('territory_within') }}

),

years as (

    select
        cast(account_year as varchar) || '-01-01' as year_from,
        cast(account_year as varchar) || '-12-31' as year_to
    from {{ source('catalogo', 'settings') }}

),

pairs as (

    select
        one.need,
        one.population,
        case when one.sex = 'total' then other.sex else one.sex end as sex,
        case when one.age_key = '' then other.age_key else one.age_key end as age,
        case when inside.territory_id is not null then one.territory_id else other.territory_id end as territory_id,
        one.offer_id as one_id,
        other.offer_id as other_id,
        greatest(one.date_from, other.date_from) as first_day,
        least(one.last_day, other.last_day) as last_day
    from offers as one
    inner join offers as other
        on one.need = other.need
        and one.population = other.population
        and one.offer_id < other.offer_id
        and one.funder_key <> other.funder_key
        and (one.sex = other.sex or 'total' in (one.sex, other.sex))
        and (one.age_key = other.age_key or '' in (one.age_key, other.age_key))
        and one.date_from <= other.last_day
        and other.date_from <= one.last_day
    -- what met before the year, or will meet after it, is no duplicity of its account
    inner join years
        on greatest(one.date_from, other.date_from) <= years.year_to
        and least(one.last_day, other.last_day) >= years.year_from
    left join within as inside
        on one.territory_id = inside.territory_id and other.territory_id = inside.container_id
    left join within as around
        on other.territory_id = around.territory_id and one.territory_id = around.container_id
    where inside.territory_id is not null or around.territory_id is not null

),

members as (

    select need, population, sex, territory_id, age, first_day, last_day, one_id as offer_id from pairs
    union all
    select need, population, sex, territory_id, age, first_day, last_day, other_id as offer_id from pairs

),

doubled as (

    select
        need,
        population,
        sex,
        territory_id,
        offer_id,
        min(age) as first_age,
        max(age) as last_age,
        min(first_day) as first_day,
        max(last_day) as last_day
    from members
    group by need, population, sex, territory_id, offer_id

),

duplicities as (

    select
        'duplicidad' as kind,
        doubled.need,
        doubled.population,
        doubled.sex,
        -- said only when all meet at the same ages
        case when min(doubled.first_age) = max(doubled.last_age) then min(doubled.first_age) else '' end as age,
        doubled.territory_id,
        count(*) as offers,
        -- added only when every one is known and all count the same thing
        case
            when count(offers.capacity) = count(*) and min(offers.unit) = max(offers.unit) and min(offers.unit) <> ''
                then {{ exact_sum('offers.capacity') }}
        end as capacity,
        max(offers.unit) as unit,
        min(doubled.first_day) as first_day,
        max(doubled.last_day) as last_day,
        string_agg(doubled.offer_id, ' ' order by doubled.offer_id) as offer_ids
    from doubled
    inner join offers on doubled.offer_id = offers.offer_id
    group by doubled.need, doubled.population, doubled.sex, doubled.territory_id

),

duplicities_with_demand as (

    select
        duplicities.kind,
        duplicities.need,
        duplicities.population,
        duplicities.sex,
        duplicities.age,
        duplicities.territory_id,
        duplicities.offers,
        duplicities.capacity,
        case when duplicities.unit = needs.unit or duplicities.capacity is null then needs.demand end as demand,
        'varias_ofertas' as reason,
        case when duplicities.capacity is null then coalesce(needs.unit, '') else duplicities.unit end as unit,
        duplicities.first_day,
        duplicities.last_day,
        coalesce(needs.indicator_id, '') as indicator_id,
        duplicities.offer_ids
    from duplicities
    left join needs
        on duplicities.need = needs.need
        and duplicities.population = needs.population
        and duplicities.sex = needs.sex
        and duplicities.territory_id = needs.territory_id

),

judged as (

    select
        state as kind,
        need,
        population,
        sex,
        '' as age,
        territory_id,
        offers,
        case when state = 'sobreoferta' then own_capacity else capacity end as capacity,
        demand,
        reason,
        unit,
        first_day,
        last_day,
        indicator_id,
        offer_ids
    from needs
    where state in ('vacio', 'sobreoferta')

),

unserved as (

    select
        'vacio' as kind,
        need,
        population,
        unserved_sex as sex,
        '' as age,
        territory_id,
        0 as offers,
        0.0 as capacity,
        -- how many of them there are nobody wrote
        cast(null as double) as demand,
        'sin_oferta_para_un_sexo' as reason,
        unit,
        first_day,
        last_day,
        indicator_id,
        '' as offer_ids
    from needs
    where unserved_sex <> ''

),

found as (

    select * from duplicities_with_demand
    union all
    select * from judged
    union all
    select * from unserved

),

final as (

    select
        kind,
        need,
        population,
        sex,
        age,
        territory_id,
        cast(offers as bigint) as offers,
        capacity,
        demand,
        reason,
        unit,
        first_day,
        last_day,
        indicator_id,
        offer_ids
    from found

)

select * from final
