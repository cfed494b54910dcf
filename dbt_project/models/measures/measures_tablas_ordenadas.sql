{{ config(
    materialized='by_block',
    block_table='tablas_ordenadas',
    unit="substr(split_part(_bloque, '|', 2), 1, 4)"
) }}

{#- Measures of declared tables, with every margin: a total is the one that the file prints, else the
    sum of its parts (rows of unknown sex, age or category included). Persons counted by an id count
    once in each margin, however many rows they have. A margin with a part unknown is unknown. A table
    that names territories below the comuna counts in the comuna and in them. A block is a recipe and a period, and
    nothing is added across periods: a unit of work is the blocks of a year. -#}
with cells as (

    select * from {{ ref('stg_tablas_ordenadas') }} where kind = 'medida' and {{ this_unit() }}

),

with_places as (

    select * from cells where own_place <> ''

),

in_places as (
    {{ placed('with_places', 'lugar', 'own_place', 'period') }}
),

-- a person found in two parts of a comuna is of none of them, or they would add up to more than the comuna
settled as (

    select
        *,
        case
            when person_key <> '' and placed_id <> territory_id
                and min(placed_id) over (person) <> max(placed_id) over (person)
                then territory_id || '-st'
            else placed_id
        end as counted_id
    from in_places
    window person as (
        partition by source_id, measure_id, period, territory_id, person_key, placed_id = territory_id
    )

),

everywhere as (

    select * from settled
    union all
    select *, territory_id as placed_id, territory_id as counted_id from cells where coalesce(own_place, '') = ''

),

-- what each file carries for each measure and period
carried as (

    select
        source_id,
        measure_id,
        period,
        max(case when sex = 'total' then 1 else 0 end) as prints_all_sexes,
        max(case when age_band = 'total' then 1 else 0 end) as prints_all_ages,
        max(case when category = '' then 1 else 0 end) as prints_all_categories,
        max(case when sex <> 'total' then 1 else 0 end)
        + max(case when age_band <> 'total' then 1 else 0 end)
        + max(case when category <> '' then 1 else 0 end) as detail,
        max(case when person_key <> '' then 1 else 0 end) as counts_persons
    from cells
    group by source_id, measure_id, period

),

margins as (

    select
        by_sex.keep as keep_sex,
        by_age.keep as keep_age,
        by_category.keep as keep_category
    from (select 0 as keep union all select 1) as by_sex
    cross join (select 0 as keep union all select 1) as by_age
    cross join (select 0 as keep union all select 1) as by_category

),

placed as (

    select
        cells.measure_id,
        cells.source_id,
        cells.counted_id as territory_id,
        cells.period,
        case when margins.keep_sex = 1 then cells.sex else 'total' end as sex,
        case when margins.keep_age = 1 then cells.age_band else 'total' end as age_band,
        case when margins.keep_category = 1 then cells.dimension else '' end as dimension,
        case when margins.keep_category = 1 then cells.category else '' end as category,
        cells.value,
        nullif(cells.person_key, '') as person_key,
        cells.status,
        cells.cut_date,
        cells.official,
        carried.detail,
        carried.counts_persons
    from everywhere as cells
    inner join carried
        on cells.source_id = carried.source_id
        and cells.measure_id = carried.measure_id
        and cells.period = carried.period
    cross join margins
    where (
            (margins.keep_sex = 1 and cells.sex not in ('total', 'sin_dato'))
            or (margins.keep_sex = 0 and (carried.prints_all_sexes = 0 or cells.sex = 'total'))
        )
        and (
            (margins.keep_age = 1 and cells.age_band not in ('total', 'sin_dato'))
            or (margins.keep_age = 0 and (carried.prints_all_ages = 0 or cells.age_band = 'total'))
        )
        and (
            (margins.keep_category = 1 and cells.category not in ('', 'sin_dato'))
            or (margins.keep_category = 0 and (carried.prints_all_categories = 0 or cells.category = ''))
        )

),

final as (

    select
        measure_id,
        source_id,
        territory_id,
        period,
        sex,
        age_band,
        dimension,
        category,
        case
            when max(counts_persons) = 0 then {{ complete_sum('value') }}
            when count(*) = count(value) then cast(count(distinct person_key) as double)
        end as value,
        coalesce(max(status), '') as status,
        max(cut_date) as cut_date,
        cast(max(detail) as integer) as detail,
        min(official) as official
    from placed
    group by measure_id, source_id, territory_id, period, sex, age_band, dimension, category

)

select * from final
