{#- Materialisation of models over person-level bronze: the table is worked one unit at a time (a block, or
    the blocks of one year), so that memory does not grow with the years, and a unit that is already there
    is not worked again. Each row keeps in `_version` what its unit was made from: the bytes of the files
    in force, the text of the model and of the views under it, and the rows of the tables that they read.
    A unit whose version is no longer wanted is deleted; one that is missing is added. Deleting the
    database only means that all are missing. See docs/decisions/0010.

    Settings: `block_table`, the bronze table; `unit`, what one piece of work is, as an expression of
    `_bloque` (default: the block). The model says `where {{ this_unit() }}` where it reads staging.
    Beside the columns of its contract the table has `_unit` and `_version`. -#}
{% materialization by_block, adapter='duckdb', supported_languages=['sql'] %}

    {%- set existing = load_cached_relation(this) -%}
    {%- set target = this.incorporate(type='table') -%}
    {%- set columns = model.columns.values() | map(attribute='name') | list -%}

    {{ run_hooks(pre_hooks, inside_transaction=False) }}
    {{ run_hooks(pre_hooks, inside_transaction=True) }}
    {% do get_assert_columns_equivalent(compiled_code) %}

    {% set kept = existing is not none and existing.is_table and not should_full_refresh() %}
    {% if kept %}
        {#- names and types: a number put into a column of another type would be rounded in silence -#}
        {% set kept = _described(target) == _described('(' ~ _unit_shape(columns, compiled_code) ~ ')') %}
    {% endif %}
    {% if not kept %}
        {% do drop_relation_if_exists(existing) %}
        {% do run_query(_empty_units(target, columns, compiled_code)) %}
    {% endif %}

    {% set made_from = local_md5(compiled_code ~ upstream_fingerprint(model.depends_on.nodes)) %}
    {% set wanted = run_query(wanted_units(config.require('block_table'), config.get('unit', '_bloque'), made_from)) %}
    {% set versions = wanted.columns['version'].values() | list %}
    {% do run_query(_delete_units(target, versions)) %}
    {% set present = run_query('select distinct _version from ' ~ target).columns[0].values() | list %}

    {% call statement('main') %}
        select {{ versions | length }} as units, {{ present | length }} as already_there
    {% endcall %}
    {% for unit in wanted if unit['version'] not in present %}
        {% call statement('unit') %}
            insert into {{ target }}
            select {{ columns | join(', ') }}, '{{ unit["unit"] | replace("'", "''") }}', '{{ unit["version"] }}'
            from ({{ compiled_code | replace(this_unit(), _unit_filter(unit)) }}) as worked
        {% endcall %}
    {% endfor %}

    {{ run_hooks(post_hooks, inside_transaction=True) }}
    {% do adapter.commit() %}
    {{ run_hooks(post_hooks, inside_transaction=False) }}
    {{ return({'relations': [target]}) }}

{% endmaterialization %}

{#- Stands for the rows of the unit at work; all rows in a unit test. -#}
{% macro this_unit() -%}
    /* this unit */ true
{%- endmacro %}

{#- The bounds are what lets whole files be left unread: a list alone does not. -#}
{% macro _unit_filter(unit) -%}
    _bloque between '{{ unit["first_block"] | replace("'", "''") }}' and '{{ unit["last_block"] | replace("'", "''") }}'
    {%- if unit['first_block'] != unit['last_block'] %} and _bloque in ({{ unit['blocks'] }}){% endif %}
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
    delete from {{ target }}
    {%- if versions %} where _version not in ('{{ versions | join("', '") }}'){% endif %}
{%- endmacro %}

{#- One row per unit of a bronze table: its blocks in force and a version of what it is made from. -#}
{% macro wanted_units(table, unit, made_from) %}
    with winners as (
        {{ winning_blocks(table) }}
    ),

    contents as (

        select parse_filename(filename, true) as _archivo, md5(content) as content
        from read_blob('{{ env_var("CUENTA_DATOS") | replace("'", "''") }}/bronce/{{ table }}/*.parquet')

    ),

    units as (

        select
            {{ unit }} as unit,
            min(winners._bloque) as first_block,
            max(winners._bloque) as last_block,
            string_agg(distinct '''' || replace(winners._bloque, '''', '''''') || '''', ', ') as blocks,
            string_agg(
                winners._bloque || ' ' || winners._archivo || ' ' || contents.content, chr(10)
                order by winners._bloque, winners._archivo
            ) as made_of
        from winners
        inner join contents on winners._archivo = contents._archivo
        group by {{ unit }}

    )

    select unit, first_block, last_block, blocks, md5(unit || made_of || '{{ made_from }}') as version
    from units
    order by unit
{% endmacro %}

{#- What lies under a model, bronze and the list of files apart (they make the units): the text of views
    and the rows of tables. -#}
{% macro upstream_fingerprint(nodes) -%}
    {%- set parts = [] -%}
    {%- for id in nodes | sort -%}
        {%- set node = graph.sources.get(id) or graph.nodes[id] -%}
        {%- set name = node.schema ~ '.' ~ (node.identifier or node.alias) -%}
        {%- if node.resource_type == 'source' and (node.source_name == 'bronce' or node.name == 'files') -%}
        {%- elif node.resource_type == 'model' and node.config.materialized == 'view' -%}
            {%- set text -%}
                select sql from duckdb_views()
                where database_name = current_database()
                    and schema_name || '.' || view_name = '{{ name }}'
            {%- endset -%}
            {%- do parts.append(run_query(text).columns[0].values()[0]) -%}
            {%- do parts.append(upstream_fingerprint(node.depends_on.nodes)) -%}
        {%- else -%}
            {%- set rows = 'select count(*) || \' \' || coalesce(sum(hash(t)), 0) from ' ~ name ~ ' as t' -%}
            {%- do parts.append(name ~ run_query(rows).columns[0].values()[0]) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return(parts | join('\n')) }}
{%- endmacro %}
