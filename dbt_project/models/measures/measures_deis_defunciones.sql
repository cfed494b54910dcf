{%- set bands = [
    '0', '1-4', '0-4', '5-9', '10-14', '15-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', '50-54',
    '55-59', '60-64', '65-69', '70-74', '75-79', '80+', '0-17', '1-17', '10-19', '20+', '20-59', '60+'
] -%}
with deaths as (

    select * from {{ ref('stg_deis_defunciones') }}

),

age_bands as (

    select age_band, age_min, age_max from {{ ref('age_bands') }}
    where age_band in ('{{ bands | join("', '") }}')

),

counted as (

    select
        territory_id,
        anio,
        sex,
        age,
        external_cause is not null as is_cause_known,
        coalesce(external_cause, '') <> '' as is_external,
        coalesce(external_cause between 'X60' and 'X84', false) as is_suicide,
        -- a year whose last death is before 31 December is not finished
        case when is_preliminary or cut_date < cast(anio as varchar) || '-12-31' then 'p' else '' end as status,
        cut_date,
        official,
        count(*) as deaths
    from deaths
    group by
        territory_id,
        anio,
        sex,
        age,
        external_cause is not null,
        coalesce(external_cause, '') <> '',
        coalesce(external_cause between 'X60' and 'X84', false),
        is_preliminary,
        cut_date,
        official

),

-- ICD-9 years, and files without the external cause, say nothing of it
years_with_causes as (

    select distinct anio from counted where is_cause_known

),

by_sex as (

    select 'total' as sex_shown, counted.* from counted
    union all
    select sex as sex_shown, counted.* from counted
    where sex in ('mujer', 'hombre')

),

causes as (

    select by_sex.*
    from by_sex
    inner join years_with_causes on by_sex.anio = years_with_causes.anio

),

cells as (

    select 'defunciones' as measure_id, 'total' as age_band, by_sex.* from by_sex
    union all
    select 'defunciones', age_bands.age_band, by_sex.*
    from by_sex
    inner join age_bands on by_sex.age between age_bands.age_min and age_bands.age_max
    union all
    select 'defunciones-1-17-externas', 'total', causes.* from causes
    where is_external and age between 1 and 17
    union all
    select 'defunciones-suicidio-10-19', 'total', causes.* from causes
    where is_suicide and age between 10 and 19

),

final as (

    select
        measure_id,
        'deis-defunciones' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex_shown as sex,
        age_band,
        '' as dimension,
        '' as category,
        cast(sum(deaths) as double) as value,
        max(status) as status,
        max(cut_date) as cut_date,
        2 as detail,
        min(official) as official
    from cells
    group by measure_id, territory_id, anio, sex_shown, age_band

)

select * from final
