{#- The figures that each goal looks at, by age: `age` 1 is the newest that counts; periods of
    the kind of the baseline (years with years, years together with years together) go first. Provisional
    figures, those without a value and those after the year of the account never count. -#}
with goals as (

    select * from {{ source('catalogo', 'goals') }}

),

settings as (

    select * from {{ source('catalogo', 'settings') }}

),

indicator_values as (

    select * from {{ ref('indicator_values') }}

),

final as (

    select
        goals.goal_id,
        goals.indicator_id,
        goals.territory_id,
        goals.sex,
        goals.role,
        figures.period,
        figures.value,
        figures.ci_low,
        figures.ci_high,
        figures.denominator,
        figures.mark,
        row_number() over (
            partition by goals.goal_id, goals.indicator_id, goals.territory_id, goals.sex, goals.role
            order by
                case
                    when {{ series_kind('figures.period') }} = {{ series_kind('goals.baseline_period') }} then 0
                    else 1
                end,
                {{ period_last_day('figures.period') }} desc,
                figures.period desc
        ) as age
    from goals
    cross join settings
    inner join indicator_values as figures
        on goals.indicator_id = figures.indicator_id
        and goals.territory_id = figures.territory_id
        and goals.sex = figures.sex
    where figures.age_band = 'total'
        and figures.dimension = ''
        and figures.mark in ('', 'u')
        and figures.status = ''
        and cast({{ period_last_year('figures.period') }} as integer) <= settings.account_year

)

select * from final
