{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What a document declares of its meetings and courses, beside what the rows with their own record add up to:
    the same kind, inside its territory and its date, and in its currency if it has one. Neither figure is put right. -#}
{% set pairs = ["events", "people", "cost"] -%}
with meetings as (

    select
        'jornada' as subject,
        meeting_id as event_id,
        record,
        name,
        kind,
        territory_id,
        held_on,
        '' as currency,
        meetings as events,
        people,
        cast(null as double) as cost,
        source
    from {{ ref('attendance') }}
    where is_counted

),

-- a meeting told by kinds of participant happened once
meetings_once as (

    select
        subject,
        event_id,
        record,
        max(name) as name,
        max(kind) as kind,
        max(territory_id) as territory_id,
        max(held_on) as held_on,
        max(currency) as currency,
        max(events) as events,
        {{ exact_sum('people') }} as people,
        max(cost) as cost,
        max(source) as source
    from meetings
    group by subject, event_id, record

),

courses as (

    select
        'capacitacion' as subject,
        training_id || ' ' || audience as event_id,
        record,
        name,
        audience as kind,
        territory_id,
        held_on,
        currency,
        courses as events,
        people,
        cost,
        source
    from {{ ref('trainings') }}

),

events as (

    select * from meetings_once
    union all
    select * from courses

),

within as (

    select * from {{ ref('territory_within') }}

),

documented as (

    select
        events.*,
        coalesce(within.container_id, '') as container_id
    from events
    left join within on events.territory_id = within.territory_id
    where events.record = 'documentada'

),

matched as (

    select
        declared.subject,
        declared.event_id,
        {{ exact_sum('documented.events') }} as documented_events,
        {{ exact_sum('documented.people') }} as documented_people,
        {{ exact_sum("case when declared.currency <> '' then documented.cost end") }} as documented_cost,
        {{ exact_sum('case when documented.people is null then documented.events else 0 end') }} as uncounted_events
    from events as declared
    inner join documented
        on declared.subject = documented.subject
        and declared.kind = documented.kind
        and (declared.currency = '' or declared.currency = documented.currency)
        and substring(documented.held_on, 1, length(declared.held_on)) = declared.held_on
        and (declared.territory_id = '' and documented.container_id in ('', 'CL')
            or declared.territory_id <> '' and declared.territory_id = documented.container_id)
    where declared.record = 'declarada'
    group by declared.subject, declared.event_id

),

compared as (

    select
        declared.subject,
        declared.event_id,
        declared.name,
        declared.kind,
        declared.territory_id,
        declared.held_on,
        declared.currency,
        {% for name in pairs -%}
        declared.{{ name }} as declared_{{ name }},
        {% endfor -%}
        coalesce(matched.documented_events, 0.0) as documented_events,
        matched.documented_people,
        matched.documented_cost,
        coalesce(matched.uncounted_events, 0.0) as uncounted_events,
        declared.source
    from events as declared
    left join matched
        on declared.subject = matched.subject
        and declared.event_id = matched.event_id
    where declared.record = 'declarada'

),

final as (

    select
        subject,
        event_id,
        name,
        kind,
        territory_id,
        held_on,
        currency,
        {% for name in pairs -%}
        declared_{{ name }},
        documented_{{ name }},
        declared_{{ name }} - documented_{{ name }} as {{ name }}_apart,
        {% endfor -%}
        uncounted_events,
        case
            when documented_events = 0 then 'sin_respaldo'
            when abs(coalesce(declared_events - documented_events, 0))
                + abs(coalesce(declared_people - documented_people, 0))
                + abs(coalesce(declared_cost - documented_cost, 0)) < 1e-6 then 'calza'
            else 'difiere'
        end as verdict,
        source
    from compared

)

select * from final
