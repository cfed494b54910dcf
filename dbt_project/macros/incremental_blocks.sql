{#- Materialisations of models that are worked one unit at a time and keep what is already there. `by_block`, over
    person-level bronze: a unit is a block, or the blocks of one year, each worked on its own, so that memory does
    not grow with the years. `by_period`, over tables with a `period`: a unit is a period, and those that are
    missing are worked together. Each row keeps in `_version` what its unit was made from. A unit whose version is
    no longer wanted is deleted; one that is missing is added. Deleting the database only means that all are
    missing. See docs/decisions/0010 and 0023.

    The model says `where {{ this_unit() }}` where it reads what is told apart by unit. Beside the columns of its
    contract the table has `_unit` and `_version`.

    Settings of `by_block`: `block_table`, the bronze table; `unit`, what one piece of work is, as an expression of
    `_bloque` (default: the block). -#}
{% materialization by_block, adapter='duckdb', supported_languages=['sql'] %}
    {%- set made_from = text_fingerprint(compiled_code ~ upstream_fingerprint(model.depends_on.nodes)) -%}
    {%- set wanted = wanted_units(config.require('block_table'), config.get('unit', '_bloque'), made_from) -%}
    {{ return(work_units(run_query(wanted), one_by_one=true)) }}
{% endmaterialization %}

{#- Every row must come from rows of its own period alone, and from tables without a `period`. -#}
{% materialization by_period, adapter='duckdb', supported_languages=['sql'] %}
    {%- set upstream = tables_under(model.depends_on.nodes) -%}
    {%- set whole = [compiled_code] + upstream['views'] -%}
    {%- for name in upstream['whole'] -%}
        {%- do whole.append(rows_fingerprint(name)) -%}
    {%- endfor -%}
    {%- set wanted = run_query(wanted_periods(upstream['by_period'], text_fingerprint(whole | join('\n')))) -%}
    {{ return(work_units(wanted, one_by_one=false)) }}
{% endmaterialization %}

{#- Leaves in the table the units of `wanted` (columns unit and version, and the blocks of each) and no other. -#}
{% macro work_units(wanted, one_by_one) %}
    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set columns = model.columns.values() | map(attribute='name') | list -%}
    {%- set versions = wanted.columns['version'].values() | list -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% do get_assert_columns_equivalent(compiled_code) %}

    {% set present = [] %}
    {% if existing is not none and existing.is_table and not should_full_refresh() %}
        {#- names and types: a number put into a column of another type would be rounded in silence -#}
        {% if _described(target) == _described('(' ~ _unit_shape(columns, compiled_code) ~ ')') %}
            {% set there = run_query('select distinct _version from ' ~ target).columns[0].values() | list %}
            {% set present = there | select('in', versions) | list %}
        {% endif %}
    {% endif %}
    {% if present %}
        {% do run_query(_delete_units(target, present)) %}
    {% else %}
        {% do drop_relation_if_exists(existing) %}
        {% do run_query(_empty_units(target, columns, compiled_code)) %}
    {% endif %}

    {% set missing = wanted.rows | rejectattr('version', 'in', present) | list %}
    {% call statement('main') %}
        select {{ versions | length }} as units, {{ present | length }} as already_there
    {% endcall %}
    {% if one_by_one %}
        {% for unit in missing %}
            {% call statement('unit') %}
                {{ _insert_block(target, columns, compiled_code, unit) }}
            {% endcall %}
        {% endfor %}
    {% elif missing %}
        {% call statement('unit') %}
            {{ _insert_periods(target, columns, compiled_code, missing, all_missing=not present) }}
        {% endcall %}
    {% endif %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target]}) }}
{% endmacro %}

{#- Stands for the rows of the unit at work; all rows in a unit test. -#}
{% macro this_unit() -%}
    /* this unit */ true
{%- endmacro %}

{#- The bounds are what lets whole files be left unread: a list alone does not. -#}
{% macro _unit_filter(unit) -%}
    _bloque between {{ _text(unit['first_block']) }} and {{ _text(unit['last_block']) }}
    {%- if unit['first_block'] != unit['last_block'] %} and _bloque in ({{ unit['blocks'] }}){% endif %}
{%- endmacro %}

{% macro _insert_block(target, columns, code, unit) -%}
    insert into {{ target }}
    select {{ columns | join(', ') }}, {{ _text(unit['unit']) }}, {{ _text(unit['version']) }}
    from ({{ code | replace(this_unit(), _unit_filter(unit)) }}) as worked
{%- endmacro %}

{#- Nothing is left out when all periods are missing. -#}
{% macro _insert_periods(target, columns, code, units, all_missing) -%}
    {%- set periods = [] -%}
    {%- set versions = [] -%}
    {%- for unit in units -%}
        {%- do periods.append(_text(unit['unit'])) -%}
        {%- do versions.append('(' ~ _text(unit['unit']) ~ ', ' ~ _text(unit['version']) ~ ')') -%}
    {%- endfor -%}
    insert into {{ target }}
    select worked.{{ columns | join(', worked.') }}, versions._unit, versions._version
    from ({{ code | replace(this_unit(), 'true' if all_missing else 'period in (' ~ periods | join(', ') ~ ')') }}) as worked
    inner join (values {{ versions | join(', ') }}) as versions (_unit, _version)
        on worked.period = versions._unit
{%- endmacro %}

{% macro _text(value) -%}
    '{{ value | replace("'", "''") }}'
{%- endmacro %}

{% macro _empty_units(target, columns, code) -%}
    create table {{ target }} as
    {{ _unit_shape(columns, code) }}
{%- endmacro %}

{% macro _unit_shape(columns, code) -%}
    select {{ columns | join(', ') }}, cast('' as varchar) as _unit, cast('' as varchar) as _version
    from ({{ code }}) as shape
    where false
{%- endmacro %}

{#- Names and types of the columns of a table or of a query in parentheses. -#}
{% macro _described(relation) -%}
    {%- set found = run_query('describe select * from ' ~ relation) -%}
    {{ return([found.columns[0].values() | list, found.columns[1].values() | list]) }}
{%- endmacro %}

{% macro _delete_units(target, versions) -%}
    delete from {{ target }} where _version not in ('{{ versions | join("', '") }}')
{%- endmacro %}
