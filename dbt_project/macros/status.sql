{#- Status of a figure made of others: provisional when any is, else under revision when any is. -#}
{% macro worst_status(status) -%}
    case
        when max(case when {{ status }} = 'p' then 1 else 0 end) = 1 then 'p'
        when max(case when {{ status }} = 'e' then 1 else 0 end) = 1 then 'e'
        else ''
    end
{%- endmacro %}

{#- Status of a figure made of one other. -#}
{% macro known_status(status) -%}
    case when {{ status }} in ('p', 'e') then {{ status }} else '' end
{%- endmacro %}
