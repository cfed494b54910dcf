{#- All rows of the models named, one under the other, and of none when the list is empty.
    `columns` is a list of (name, type): what every model of the list gives, in this order. -#}
{% macro union_models(models, columns) %}
    select
        {%- for name, type in columns %}
        cast(null as {{ type }}) as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    where false
    {%- for model in models %}

    union all

    select
        {%- for name, type in columns %}
        {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ ref(model) }}
    {%- endfor %}
{% endmacro %}
