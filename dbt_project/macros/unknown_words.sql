{#- Whether a text says that there is nothing to say: «s/i», «Sin información». The words are those that the cells
    of numbers take for unknown; a test holds both lists together. -#}
{% macro says_nothing(text) -%}
    replace(lower(trim({{ text }})), '.', '') in ('', '-', 's/i', 'sin información', 'sin informacion', 'n/d')
{%- endmacro %}
