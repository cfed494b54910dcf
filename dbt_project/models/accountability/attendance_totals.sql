{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Documented attendance of each year: all of it, by territory, by kind of meeting and by kind of participant. What a
    document only declares is not here. Meetings without a count add nothing, neither people nor women nor what was
    planned: they are counted apart. -#}
{% set groups = {"anio": "''", "territorio": "territory_id", "tipo": "kind"} -%}
{% set counted = ["meetings", "people", "women", "men", "unknown_sex", "planned"] -%}
with documented as (

    select *, substring(held_on, 1, 4) as year
    from {{ ref('attendance') }}
    where record = 'documentada'

),

-- kinds of which one is not counted do not tell how many came
meetings as (

    select
        meeting_id,
        max(year) as year,
        max(territory_id) as territory_id,
        max(kind) as kind,
        max(meetings) as meetings,
        {{ complete_sum_where("is_counted", "people") }} as people,
        {% for name in ["women", "men", "unknown_sex", "planned"] -%}
        {{ exact_sum("case when is_counted then " ~ name ~ " end") }} as {{ name }},
        {% endfor -%}
        {{ exact_sum("case when is_counted and planned > 0 then people end") }} as people_with_plan
    from documented
    group by meeting_id

),

lines as (

    {% for name, key in groups.items() -%}
    select
        year,
        '{{ name }}' as grouping,
        {{ key }} as code,
        {{ counted | join(', ') }},
        people_with_plan
    from meetings

    union all

    {% endfor -%}
    -- what each kind of participant adds; a meeting that has several is in each
    select
        year,
        'clase' as grouping,
        participants as code,
        {{ counted | join(', ') }},
        case when planned > 0 then people end as people_with_plan
    from documented
    where participants <> ''

),

grouped as (

    select
        year,
        grouping,
        code,
        {{ exact_sum('meetings') }} as meetings,
        {{ exact_sum('people') }} as people,
        {{ exact_sum('case when people is null then meetings else 0 end') }} as uncounted,
        {%- for name in ["women", "men", "unknown_sex", "planned", "people_with_plan"] %}
        {{ exact_sum("case when people is not null then " ~ name ~ " end") }} as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from lines
    group by year, grouping, code

),

final as (

    select
        year,
        grouping,
        code,
        meetings,
        people,
        women,
        men,
        unknown_sex,
        uncounted,
        planned,
        case when planned > 0 then 100.0 * people_with_plan / planned end as share_of_plan
    from grouped

)

select * from final
