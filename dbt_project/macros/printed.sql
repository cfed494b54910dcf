{#- What a document prints against what its own rows give: the rule of printed tables, in SQL. A printed number
    holds when it differs from the recomputed one by no more than half its last printed digit. -#}

{#- Half of the last digit with which a number is written, up to two decimals. -#}
{% macro half_digit(printed) -%}
    case
            when abs({{ printed }} - round({{ printed }}, 0)) < 1e-9 then 0.5
            when abs({{ printed }} - round({{ printed }}, 1)) < 1e-9 then 0.05
            else 0.005
        end
{%- endmacro %}

{#- 'calza', 'contradice', or 'sin_dato' where it cannot be worked out again. -#}
{% macro printed_kind(printed, recomputed) -%}
    case
            when {{ recomputed }} is null then 'sin_dato'
            when abs({{ recomputed }} - {{ printed }}) <= {{ half_digit(printed) }} then 'calza'
            else 'contradice'
        end
{%- endmacro %}

{#- `part` of `whole` in percent; null where there is no whole. -#}
{% macro percent_of(part, whole) -%}
    case when {{ whole }} > 0 then 100.0 * {{ part }} / {{ whole }} end
{%- endmacro %}
