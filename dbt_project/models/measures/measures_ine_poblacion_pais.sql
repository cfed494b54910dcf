with population as (

    select * from {{ ref('stg_ine_poblacion_pais') }}

),

bands as (

    select age_band, age_min, age_max
    from {{ ref('age_bands') }}
    -- the oldest age stands for 100 and over: a band must end before it or have no end
    where age_max < 100 or (age_min <= 100 and age_max >= 120)

),

final as (

    select
        'poblacion-pais' as measure_id,
        'ine-poblacion-pais' as source_id,
        'CL' as territory_id,
        cast(population.anio as varchar) as period,
        population.sex,
        bands.age_band,
        '' as dimension,
        '' as category,
        {{ complete_sum('population.population') }} as value,
        '' as status,
        '' as cut_date,
        2 as detail,
        min(population.official) as official
    from population
    inner join bands on population.age between bands.age_min and bands.age_max
    group by population.anio, population.sex, bands.age_band

)

select * from final
