{#- Sum that is known only when all its parts are: a part without value leaves it without value
    (null), never smaller. -#}
{% macro complete_sum(expression) -%}
    case when count(*) = count({{ expression }}) then {{ exact_sum(expression) }} end
{%- endmacro %}
