{#- All rows of the models named, one under the other, and of none when the list is empty.
    `columns` is a list of (name, type): what every model of the list gives, in this order; `given_by`
    names the models that give a column which the others leave null. -#}
{% macro union_models(models, columns, given_by={}) %}
    select
        {%- for name, type in columns %}
        cast(null as {{ type }}) as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    where false
    {%- for model in models %}

    union all

    select
        {%- for name, type in columns %}
        {%- if name in given_by and model not in given_by[name] %}
        cast(null as {{ type }}) as {{ name }}{{ "," if not loop.last }}
        {%- else %}
        {{ name }}{{ "," if not loop.last }}
        {%- endif %}
        {%- endfor %}
    from {{ ref(model) }}
    {%- endfor %}
{% endmacro %}
