{#- Column lists that all figures share: what a figure is told apart by, and what slice of a measure an operand takes. -#}

{#- The four columns of a breakdown, of the table `alias`. -#}
{% macro breakdown(alias='') -%}
    {%- set of = alias ~ '.' if alias else '' -%}
    {{ of }}sex, {{ of }}age_band, {{ of }}dimension, {{ of }}category
{%- endmacro %}

{#- True when two tables speak of the same breakdown. -#}
{% macro same_breakdown(one, other) -%}
    {{ one }}.sex = {{ other }}.sex
        and {{ one }}.age_band = {{ other }}.age_band
        and {{ one }}.dimension = {{ other }}.dimension
        and {{ one }}.category = {{ other }}.category
{%- endmacro %}

{#- True when two tables speak of the same figure: card, territory, period and breakdown. -#}
{% macro same_figure(one, other) -%}
    {{ one }}.indicator_id = {{ other }}.indicator_id
        and {{ one }}.territory_id = {{ other }}.territory_id
        and {{ one }}.period = {{ other }}.period
        and {{ same_breakdown(one, other) }}
{%- endmacro %}

{#- The five columns of a slice of a measure, of the table `alias`. -#}
{% macro slice(alias='') -%}
    {%- set of = alias ~ '.' if alias else '' -%}
    {{ of }}measure_id, {{ of }}measure_sex, {{ of }}measure_age, {{ of }}measure_dimension, {{ of }}measure_category
{%- endmacro %}

{#- True when two tables speak of the same slice of a measure. -#}
{% macro same_slice(one, other) -%}
    {{ one }}.measure_id = {{ other }}.measure_id
        and {{ one }}.measure_sex = {{ other }}.measure_sex
        and {{ one }}.measure_age = {{ other }}.measure_age
        and {{ one }}.measure_dimension = {{ other }}.measure_dimension
        and {{ one }}.measure_category = {{ other }}.measure_category
{%- endmacro %}

{#- True when the row of a measure is the slice. -#}
{% macro is_slice(measure, slice) -%}
    {{ measure }}.measure_id = {{ slice }}.measure_id
        and {{ measure }}.sex = {{ slice }}.measure_sex
        and {{ measure }}.age_band = {{ slice }}.measure_age
        and {{ measure }}.dimension = {{ slice }}.measure_dimension
        and {{ measure }}.category = {{ slice }}.measure_category
{%- endmacro %}
