{#- Weight of each age stratum of the cards that are adjusted by age: the standard population of the ages that it
    holds, as a share of all its strata. The strata are the ages that a card keeps to itself and, of those that it
    shows, the ones that overlap none of them; when it shows every stratum, those that it shows. A stratum that
    cuts a group of the standard in two has no weight. -#}
with breakdowns as (

    select * from {{ source('catalogo', 'breakdowns') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

age_bands as (

    select * from {{ ref('age_bands') }}

),

standards as (

    select
        standard_populations.standard,
        standard_populations.weight,
        age_bands.age_min,
        age_bands.age_max
    from {{ ref('standard_populations') }} as standard_populations
    inner join age_bands on standard_populations.age_band = age_bands.age_band

),

ages as (

    select
        breakdowns.indicator_id,
        indicators.standard,
        breakdowns.age_band,
        age_bands.age_min,
        age_bands.age_max,
        max(case when breakdowns.shown then 1 else 0 end) = 1 as shown
    from breakdowns
    inner join indicators on breakdowns.indicator_id = indicators.indicator_id
    inner join age_bands on breakdowns.age_band = age_bands.age_band
    where indicators.standard <> ''
        and breakdowns.age_band <> 'total'
    group by
        breakdowns.indicator_id, indicators.standard, breakdowns.age_band, age_bands.age_min, age_bands.age_max

),

overlapping as (

    select distinct ages.indicator_id, ages.age_band
    from ages
    inner join ages as kept
        on ages.indicator_id = kept.indicator_id
        and ages.age_min <= kept.age_max
        and ages.age_max >= kept.age_min
    where ages.shown
        and not kept.shown

),

strata as (

    select ages.*
    from ages
    left join overlapping
        on ages.indicator_id = overlapping.indicator_id
        and ages.age_band = overlapping.age_band
    where overlapping.indicator_id is null

),

weighed as (

    select
        strata.indicator_id,
        strata.age_band,
        {{ exact_sum('standards.weight') }} as weight,
        min(standards.age_min) >= strata.age_min and max(standards.age_max) <= strata.age_max as is_whole
    from strata
    inner join standards
        on strata.standard = standards.standard
        and strata.age_min <= standards.age_max
        and strata.age_max >= standards.age_min
    group by strata.indicator_id, strata.age_band, strata.age_min, strata.age_max

),

final as (

    select
        indicator_id,
        age_band,
        case when is_whole then weight / sum(weight) over (partition by indicator_id) end as weight,
        count(*) over (partition by indicator_id) as strata
    from weighed

)

select * from final
