{#- Post-hook of the models that publish reads: leaves the table as datos/resultados/<model>.parquet,
    sorted by all its columns so that equal rows give equal bytes. The file gets its name only when
    it is complete. A plain table and this hook are used instead of the adapter's `external`
    materialisation, because that one writes a row of nulls when the model is empty.

    `keys`: the first columns, in their order, of a table of millions of rows that has one row for each. The order
    is the same; its texts are few and are put in order as the place of each among those of its column: rows of
    small numbers take half the work of rows of texts. What is written is text again. -#}
{% macro leave_result(keys=[]) %}{{ return(adapter.dispatch('leave_result')(keys)) }}{% endmacro %}

{% macro duckdb__leave_result(keys) %}
    {%- set places = {} %}
    {%- if execute and (keys or config.get('materialized') == 'by_period') %}
        {%- for column in model.columns.values() %}
            {%- do places.update({column.name: _place_of_text(column.name) if column.data_type == 'varchar' else column.name}) %}
        {%- endfor %}
    {%- endif %}
    copy (
        {%- if places %}
        {#- a file says which columns have no nulls, and the table knows it only of all that it ever held: `try` forgets it #}
        select
            {%- for name in places %}
            try(cast({{ name }} as {{ model.columns[name].data_type }})) as {{ name }}{{ "," if not loop.last }}
            {%- endfor %}
        from (
            select
                {%- for name, place in places.items() %}
                {{ place }} as {{ name }}{{ "," if not loop.last }}
                {%- endfor %}
            from {{ this }}
            order by {{ keys | join(', ') or 'all' }}
        )
        {%- else %}
        select * from {{ this }} order by all
        {%- endif %}
    )
    to '{{ env_var("CUENTA_DATOS") | replace("'", "''") }}/resultados/{{ this.identifier }}.parquet'
    (format parquet, compression zstd, use_tmp_file true)
{% endmacro %}

{#- A text as its place among the few of its column; the text itself where there are none or too many. -#}
{% macro _place_of_text(name) -%}
    {%- set query -%}
        select
            count(*) as texts,
            'enum(' || string_agg('''' || replace(text, '''', '''''') || '''', ', ' order by text) || ')' as type
        from (select distinct {{ name }} as text from {{ this }} where {{ name }} is not null) as found
    {%- endset -%}
    {%- set found = run_query(query).rows[0] -%}
    {{ 'cast(' ~ name ~ ' as ' ~ found['type'] ~ ')' if 0 < found['texts'] < 10000 else name }}
{%- endmacro %}
