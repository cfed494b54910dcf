with population as (

    select * from {{ ref('stg_ine_proyecciones') }}

),

bands as (

    select age_band, age_min, age_max
    from {{ ref('age_bands') }}
    -- the oldest age stands for 80 and over: a band must end before it or have no end
    where age_max < 80 or (age_min <= 80 and age_max >= 120)

),

by_sex as (

    select
        population.territory_id,
        population.anio,
        population.sex,
        bands.age_band,
        {{ complete_sum('population.population') }} as persons,
        min(population.official) as official
    from population
    inner join bands on population.age between bands.age_min and bands.age_max
    group by population.territory_id, population.anio, population.sex, bands.age_band

),

both_sexes as (

    select
        territory_id,
        anio,
        'total' as sex,
        age_band,
        {{ complete_sum('persons') }} as persons,
        min(official) as official
    from by_sex
    group by territory_id, anio, age_band
    having count(distinct sex) = 2

),

margins as (

    select * from by_sex
    union all
    select * from both_sexes

),

final as (

    select
        'poblacion' as measure_id,
        'ine-proyecciones' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        age_band,
        '' as dimension,
        '' as category,
        cast(persons as double) as value,
        '' as status,
        '' as cut_date,
        2 as detail,
        official
    from margins

)

select * from final
