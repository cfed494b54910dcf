{#- Records of a comuna and, once more, of the part of it that they lie in: all columns of `records` and
    `placed_id`. In a comuna that the workspace divides, each record goes to the territory of its `key`
    (kind of place `kind`) that exists in the record's period, or to «sin territorio» (13401-st); the
    parts add up to the comuna and to nothing else. Use it on a CTE that has territory_id (the comuna):
    `placed as ({{ placed('schools', 'rbd', 'school', 'anio') }})`. -#}
{% macro placed(records, kind, key, period) %}
    select {{ records }}.*, {{ records }}.territory_id as placed_id
    from {{ records }}

    union all

    select
        {{ records }}.*,
        coalesce(
            (
                select min(parts.territory_id)
                from {{ source('catalogo', 'placements') }} as placements
                inner join {{ source('catalogo', 'own_territories') }} as parts
                    on placements.territory_id = parts.territory_id
                where placements.kind = '{{ kind }}'
                    and placements.key = {{ key if kind == 'lugar' else "ltrim(" ~ key ~ ", '0')" }}
                    and parts.parent_id = {{ records }}.territory_id
                    and {{ exists_in('parts.valid_from', 'parts.valid_to', 'cast(' ~ period ~ ' as varchar)') }}
            ),
            nowhere.territory_id
        ) as placed_id
    from {{ records }}
    inner join {{ source('catalogo', 'own_territories') }} as nowhere
        on {{ records }}.territory_id = nowhere.parent_id
        and nowhere.level = 'sin_territorio'
{% endmacro %}
