{#- One number for the values of `columns`: rows with the same values have the same number; other rows nearly never
    do. To find quickly, among millions of rows, the few that may share a key; who uses it looks at the key itself. -#}
{% macro key_number(columns) %}{{ return(adapter.dispatch('key_number')(columns)) }}{% endmacro %}

{% macro duckdb__key_number(columns) -%}
    hash({{ columns | join(', ') }})
{%- endmacro %}
