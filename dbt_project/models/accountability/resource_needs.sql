{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Each need with what is offered for it, and what that amounts to. A need is looked at in the year of the
    account, or in its own dates when they lie outside it. All the capacity that may reach a need counts
    against a gap; only what is for nobody else counts as too much (decision 0019). -#}
with register as (

    select
        necesidad as need,
        nombre as name,
        poblacion as population,
        case when sexo = '' then 'total' else sexo end as sex,
        territorio as territory_id,
        desde as date_from,
        hasta as date_to,
        demanda as demand,
        unidad as unit,
        indicador as indicator_id,
        umbral_cobertura as own_threshold,
        fuente as source
    from {{ source('registros', 'necesidades') }}

),

offers as (

    select * from {{ ref('resource_offers') }}

),

within as (

    select * from {{ ref('territory_within') }}

),

rules as (

    select * from {{ source('catalogo', 'resource_rules') }}

),

years as (

    select
        cast(account_year as varchar) || '-01-01' as year_from,
        cast(account_year as varchar) || '-12-31' as year_to
    from {{ source('catalogo', 'settings') }}

),

dated as (

    select
        register.*,
        coalesce(register.own_threshold, rules.coverage_threshold) as threshold,
        rules.surplus_margin,
        case when date_from = '' then '0000-01-01' else date_from end as own_from,
        case when date_to = '' then '9999-12-31' else date_to end as own_to,
        years.year_from,
        years.year_to
    from register
    cross join rules
    cross join years

),

needs as (

    select
        dated.*,
        case when own_from <= year_to and own_to >= year_from then greatest(own_from, year_from) else own_from end
            as first_day,
        case when own_from <= year_to and own_to >= year_from then least(own_to, year_to) else own_to end
            as last_day
    from dated

),

reached as (

    select
        needs.need,
        needs.population,
        needs.sex,
        needs.territory_id,
        offers.offer_id,
        offers.capacity,
        case when offers.capacity is not null and offers.unit = needs.unit and needs.unit <> '' then 1 else 0 end
            as is_counted,
        case
            when inside.territory_id is not null and needs.sex in ('total', offers.sex) then 1
            else 0
        end as is_own,
        case when offers.sex in ('total', 'mujer') then 1 else 0 end as serves_women,
        case when offers.sex in ('total', 'hombre') then 1 else 0 end as serves_men
    from needs
    inner join offers
        on needs.need = offers.need
        and needs.population = offers.population
        and (needs.sex = 'total' or offers.sex in ('total', needs.sex))
        and offers.date_from <= needs.last_day
        and offers.last_day >= needs.first_day
    left join within as inside
        on offers.territory_id = inside.territory_id and needs.territory_id = inside.container_id
    left join within as around
        on needs.territory_id = around.territory_id and offers.territory_id = around.container_id
    where inside.territory_id is not null or around.territory_id is not null

),

served as (

    select
        need,
        population,
        sex,
        territory_id,
        count(*) as offers,
        {{ exact_sum('case when is_counted = 1 then capacity else 0 end') }} as capacity,
        {{ exact_sum('case when is_counted = 1 and is_own = 1 then capacity else 0 end') }} as own_capacity,
        sum(1 - is_counted) as uninformed,
        sum(serves_women) as for_women,
        sum(serves_men) as for_men,
        string_agg(offer_id, ' ' order by offer_id) as offer_ids
    from reached
    group by need, population, sex, territory_id

),

-- a need written for one sex answers for itself
sexes as (

    select need, population, territory_id, min(sex) as first_sex, max(sex) as last_sex
    from needs
    where sex <> 'total'
    group by need, population, territory_id

),

weighed as (

    select
        needs.*,
        coalesce(served.offers, 0) as offers,
        coalesce(served.capacity, 0.0) as capacity,
        coalesce(served.own_capacity, 0.0) as own_capacity,
        coalesce(served.uninformed, 0) as uninformed,
        coalesce(served.offer_ids, '') as offer_ids,
        case
            when needs.sex <> 'total' or served.offers is null or needs.demand = 0 then ''
            when served.for_women = 0 and 'mujer' not in (coalesce(sexes.first_sex, ''), coalesce(sexes.last_sex, ''))
                then 'mujer'
            when served.for_men = 0 and 'hombre' not in (coalesce(sexes.first_sex, ''), coalesce(sexes.last_sex, ''))
                then 'hombre'
            else ''
        end as unserved_sex
    from needs
    left join served
        on needs.need = served.need
        and needs.population = served.population
        and needs.sex = served.sex
        and needs.territory_id = served.territory_id
    left join sexes
        on needs.need = sexes.need
        and needs.population = sexes.population
        and needs.territory_id = sexes.territory_id

),

judged as (

    select
        weighed.*,
        case
            when own_capacity * 100 > demand * (100 + surplus_margin) then 'sobre_margen'
            when demand = 0 then 'sin_demanda'
            when offers = 0 then 'sin_oferta'
            when demand is null then 'demanda_no_informada'
            when capacity * 100 >= demand * threshold then 'alcanza'
            when uninformed > 0 then 'capacidad_no_informada'
            else 'bajo_umbral'
        end as reason
    from weighed

),

final as (

    select
        need,
        name,
        population,
        sex,
        territory_id,
        date_from,
        date_to,
        first_day,
        last_day,
        demand,
        unit,
        indicator_id,
        cast(threshold as double) as threshold,
        cast(surplus_margin as double) as surplus_margin,
        cast(offers as bigint) as offers,
        case when offers = uninformed and offers > 0 then null else capacity end as capacity,
        case when offers = uninformed and offers > 0 then null else own_capacity end as own_capacity,
        cast(uninformed as bigint) as uninformed,
        unserved_sex,
        case
            when reason in ('sin_oferta', 'bajo_umbral') then 'vacio'
            when reason = 'sobre_margen' then 'sobreoferta'
            when reason = 'alcanza' then 'cubierta'
            when reason = 'sin_demanda' then 'sin_demanda'
            else 'sin_informacion'
        end as state,
        reason,
        offer_ids,
        source
    from judged

)

select * from final
