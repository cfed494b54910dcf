{#- Who runs a school, in the words of the platform, from MINEDUC's COD_DEPE (1 and 2 are both municipal). -#}
{% macro dependencia(code) -%}
    case
            when {{ code }} in ('1', '2') then 'municipal'
            when {{ code }} = '3' then 'subvencionado'
            when {{ code }} = '4' then 'particular'
            when {{ code }} = '5' then 'delegada'
            when {{ code }} = '6' then 'slep'
        end
{%- endmacro %}
