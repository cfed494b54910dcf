{#- A text in small letters without accents, to compare names that people write: «Fundación» as «fundacion». -#}
{% macro strip_accents(text) %}{{ return(adapter.dispatch('strip_accents')(text)) }}{% endmacro %}

{% macro duckdb__strip_accents(text) -%}
    strip_accents(lower({{ text }}))
{%- endmacro %}

{% macro spark__strip_accents(text) -%}
    translate(lower({{ text }}), 'áàâäéèêëíìîïóòôöúùûüñç', 'aaaaeeeeiiiioooouuuunc')
{%- endmacro %}
