{#- Levels above the comuna: what a source that names only the region (or the province, or the country) speaks of. -#}
{% macro is_above_comuna(level) -%}
    {{ level }} in ('pais', 'region', 'provincia')
{%- endmacro %}
