{#- What the units of incremental_blocks.sql are made from, as one text for each: equal texts, equal rows. -#}

{#- One row per unit of a bronze table: its blocks in force and a version: the bytes of their files and `made_from`. -#}
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

{#- One row per period of the tables: a version of what each has of it and of `made_from`. `tables`: their names and
    the columns that tell their rows: `_version` where they keep one. -#}
{% macro wanted_periods(tables, made_from) %}
    with contents as (
        {% for name, columns in tables.items() %}
        select
            period,
            '{{ name }} ' ||
            {%- if columns == ['_version'] %}
            string_agg(_version, ' ' order by _version) as content
        from (select distinct period, _version from {{ name }}) as units
            {%- else %}
            count(*) || ' ' || sum(hash({{ columns | join(', ') }})) as content
        from {{ name }}
            {%- endif %}
        group by period
        {% if not loop.last %}union all{% endif %}
        {%- endfor %}

    )

    select period as unit, md5(period || string_agg(content, chr(10) order by content) || '{{ made_from }}') as version
    from contents
    group by period
    order by period
{% endmacro %}

{#- A text, wherever the workspace stands. -#}
{% macro text_fingerprint(text) -%}
    {{ return(local_md5(text | replace(env_var('CUENTA_DATOS') | replace("'", "''"), ''))) }}
{%- endmacro %}

{#- The rows of a table, in any order. -#}
{% macro rows_fingerprint(name) -%}
    {%- set rows = 'select count(*) || \' \' || coalesce(sum(hash(t)), 0) from ' ~ name ~ ' as t' -%}
    {{ return(name ~ run_query(rows).columns[0].values()[0]) }}
{%- endmacro %}

{#- What lies under a model worked by block, bronze and the list of files apart (they make the units): the text of
    views and the rows of tables. -#}
{% macro upstream_fingerprint(nodes) -%}
    {%- set upstream = tables_under(nodes, without_bronze=true) -%}
    {%- set parts = upstream['views'] -%}
    {%- for name in upstream['whole'] -%}
        {%- do parts.append(rows_fingerprint(name)) -%}
    {%- endfor -%}
    {%- for name in upstream['by_period'] -%}
        {%- do parts.append(rows_fingerprint(name)) -%}
    {%- endfor -%}
    {{ return(parts | join('\n')) }}
{%- endmacro %}

{#- What a model reads, through views too: `views`, their texts; `by_period`, the tables of the project with a
    column `period`, and the columns that tell their rows; `whole`, the names of all others. -#}
{% macro tables_under(nodes, without_bronze=false) -%}
    {%- set found = {'views': [], 'by_period': {}, 'whole': []} -%}
    {%- for id in nodes | sort -%}
        {%- set node = graph.sources.get(id) or graph.nodes[id] -%}
        {%- set name = node.schema ~ '.' ~ (node.identifier or node.alias) -%}
        {%- if without_bronze and node.resource_type == 'source' and (node.source_name == 'bronce' or node.name == 'files') -%}
        {%- elif node.resource_type == 'model' and node.config.materialized == 'view' -%}
            {%- set text -%}
                select sql from duckdb_views()
                where database_name = current_database()
                    and schema_name || '.' || view_name = '{{ name }}'
            {%- endset -%}
            {%- set under = tables_under(node.depends_on.nodes, without_bronze) -%}
            {%- do found['views'].extend(run_query(text).columns[0].values() | list + under['views']) -%}
            {%- do found['by_period'].update(under['by_period']) -%}
            {%- do found['whole'].extend(under['whole']) -%}
        {%- elif node.resource_type == 'model' and 'period' in node.columns -%}
            {%- set versioned = node.config.materialized == 'by_period' -%}
            {%- do found['by_period'].update({name: ['_version'] if versioned else node.columns.keys() | list}) -%}
        {%- else -%}
            {%- do found['whole'].append(name) -%}
        {%- endif -%}
    {%- endfor -%}
    {{ return({'views': found['views'] | unique | list, 'by_period': found['by_period'], 'whole': found['whole'] | unique | list}) }}
{%- endmacro %}
