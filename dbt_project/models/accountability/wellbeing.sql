{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- The families' well-being matrix: of the answers that apply, how many are achieved when they enter, while they are
    accompanied and when they leave. Nobody is in two of the three with one answer, so no two of them can be
    subtracted. By dimension in each territory, and item by item only for all of them together. -#}
with answers as (

    select
        familia as family,
        mes as month,
        item,
        respuesta as answer,
        territorio as territory_id
    from {{ source('registros', 'matriz_bienestar') }}

),

items as (

    select item, dimension, texto as wording from {{ source('registros', 'matriz_items') }}

),

stages as (

    select * from {{ source('catalogo', 'family_stages') }}

),

calendar as (

    select
        max(case when stage = 1 then month_to end) as entry_to,
        max(month_from) as exit_from
    from stages

),

placed as (

    select
        answers.family,
        answers.month,
        answers.item,
        answers.answer,
        answers.territory_id,
        case
            when answers.month <= calendar.entry_to then 'entrada'
            when answers.month >= calendar.exit_from then 'salida'
            else 'ahora'
        end as moment
    from answers
    cross join calendar

),

left_already as (

    select distinct family from placed where moment = 'salida'

),

-- the first answer when they enter, the last one otherwise
ordered as (

    select
        placed.*,
        row_number() over (
            partition by placed.family, placed.item, placed.moment
            order by case when placed.moment = 'entrada' then placed.month else -placed.month end
        ) as turn
    from placed
    left join left_already on placed.family = left_already.family
    where placed.moment <> 'ahora' or left_already.family is null

),

kept as (

    select
        ordered.family,
        ordered.item,
        ordered.territory_id,
        ordered.moment,
        ordered.answer,
        coalesce(items.dimension, '') as dimension,
        coalesce(items.wording, '') as wording
    from ordered
    left join items on ordered.item = items.item
    where ordered.turn = 1 and ordered.answer <> 'no_aplica'

),

counted as (

    {% for level, dimension, item, wording, territory in [
        ("total", "''", "''", "''", "''"),
        ("total", "''", "''", "''", "territory_id"),
        ("dimension", "dimension", "''", "''", "''"),
        ("dimension", "dimension", "''", "''", "territory_id"),
        ("item", "dimension", "item", "wording", "''"),
    ] -%}
    select
        '{{ level }}' as level,
        {{ dimension }} as dimension,
        {{ item }} as item,
        {{ wording }} as wording,
        {{ territory }} as territory_id,
        moment,
        family,
        answer
    from kept
    {% if not loop.last %}
    union all

    {% endif -%}
    {% endfor %}
),

final as (

    select
        level,
        dimension,
        item,
        wording,
        territory_id,
        moment,
        count(distinct family) as families,
        count(*) as answers,
        count(case when answer = 'logrado' then 1 end) as achieved,
        100.0 * count(case when answer = 'logrado' then 1 end) / count(*) as share
    from counted
    group by level, dimension, item, wording, territory_id, moment

)

select * from final
