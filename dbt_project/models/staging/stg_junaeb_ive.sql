with bronze as (

    {{ current_bronze('junaeb_ive') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.nivel,
        bronze.rbd,
        case
            when upper(bronze.ruralidad) like 'RURAL%' then 'rural'
            when upper(bronze.ruralidad) like 'URBAN%' then 'urbano'
        end as ruralidad,
        cast(nullif(bronze.primera, '') as integer) as first_priority,
        cast(nullif(bronze.primera, '') as integer)
        + cast(nullif(bronze.segunda, '') as integer)
        + cast(nullif(bronze.tercera, '') as integer) as prioritised,
        cast(nullif(bronze.matricula, '') as integer) as enrolment,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

),

levels_by_year as (

    select
        anio,
        count(distinct case when nivel not in ('', 'varios') then nivel end) as named_levels,
        max(case when nivel = 'varios' then 1 else 0 end) as has_stacked
    from typed
    group by anio

),

-- a file that stacks several levels and the files of each level say the same thing: one is used
without_repetition as (

    select typed.*
    from typed
    inner join levels_by_year on typed.anio = levels_by_year.anio
    where
        case
            when levels_by_year.named_levels >= 2 then typed.nivel not in ('', 'varios')
            when levels_by_year.has_stacked = 1 then typed.nivel = 'varios'
            when levels_by_year.named_levels = 1 then typed.nivel <> ''
            else true
        end

)

select * from without_repetition
