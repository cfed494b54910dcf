{#- Directly standardised rates. -#}

{#- Σ wᵢxᵢ/nᵢ over the strata of a group: weights that add up to 1, events and persons. `key` orders the strata. -#}
{% macro adjusted_rate(weight, events, persons, key) -%}
    {{ ordered_sum(weight ~ ' * ' ~ events ~ ' / nullif(' ~ persons ~ ', 0)', key) }}
{%- endmacro %}

{#- Variance of that rate, Σ wᵢ²xᵢ/nᵢ², events being Poisson. -#}
{% macro adjusted_variance(weight, events, persons, key) -%}
    {%- set part = weight ~ ' * ' ~ weight ~ ' * ' ~ events ~ ' / nullif(' ~ persons ~ ' * ' ~ persons ~ ', 0)' -%}
    {{ ordered_sum(part, key) }}
{%- endmacro %}

{#- Limit of a directly standardised rate by Dobson's method with Byar's limits of the total events, `side`
    'low' or 'high'. Dobson, Kuulasmaa, Eberle and Scherer (1991), Statistics in Medicine 10, 457-462. -#}
{% macro dobson(rate, variance, events, side) -%}
    ({{ rate }} + sqrt({{ variance }} / {{ events }}) * ({{ byar(events, side) }} - {{ events }}))
{%- endmacro %}

{#- Sum whose digits do not depend on the order of the rows, for numbers too small for exact_sum. -#}
{% macro ordered_sum(expression, key) %}{{ return(adapter.dispatch('ordered_sum')(expression, key)) }}{% endmacro %}

{% macro duckdb__ordered_sum(expression, key) -%}
    sum({{ expression }} order by {{ key }})
{%- endmacro %}
