{#- Sum that is known only when all its parts are: a part without value leaves it without value
    (null), never smaller. -#}
{% macro complete_sum(expression) -%}
    case when count(*) = count({{ expression }}) then {{ exact_sum(expression) }} end
{%- endmacro %}

{#- The same of the rows that meet a condition; the others do not count. -#}
{% macro complete_sum_where(condition, expression) -%}
    {%- set chosen = 'case when ' ~ condition ~ ' then ' ~ expression ~ ' end' -%}
    case
            when count(case when {{ condition }} then 1 end) = count({{ chosen }}) then {{ exact_sum(chosen) }}
        end
{%- endmacro %}
