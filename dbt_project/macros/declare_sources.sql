{#- Before anything runs: a view over the files of every source. Models read the files directly;
    unit tests look here for the columns of what they stand in for. -#}
{% macro declare_sources() %}{{ return(adapter.dispatch('declare_sources')()) }}{% endmacro %}

{% macro duckdb__declare_sources() %}
    {% if execute %}
        {% for node in graph.sources.values() %}
            create schema if not exists {{ node.schema }};
            create or replace view {{ node.schema }}.{{ node.identifier }} as
            select * from {{ node.config.external_location | replace('{name}', node.name) }};
        {% endfor %}
    {% endif %}
{% endmacro %}
