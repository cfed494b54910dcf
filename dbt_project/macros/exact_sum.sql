{#- Sum that does not depend on the order of the rows (a parallel sum of doubles does):
    six decimals are kept. -#}
{% macro exact_sum(expression) -%}
    cast(sum(cast({{ expression }} as decimal(28, 6))) as double)
{%- endmacro %}

{#- A single number as `exact_sum` gives it. -#}
{% macro exact(expression) -%}
    cast(cast({{ expression }} as decimal(28, 6)) as double)
{%- endmacro %}
