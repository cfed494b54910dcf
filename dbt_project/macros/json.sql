{#- The text that a JSON object holds under a key worked out in SQL; null for an empty text and a missing key. -#}
{% macro json_text(object, key) %}{{ return(adapter.dispatch('json_text')(object, key)) }}{% endmacro %}

{% macro duckdb__json_text(object, key) -%}
    json_extract_string(nullif({{ object }}, ''), '$."' || {{ key }} || '"')
{%- endmacro %}

{% macro spark__json_text(object, key) -%}
    from_json(nullif({{ object }}, ''), 'map<string,string>')[{{ key }}]
{%- endmacro %}
