{#- Data test: no two rows share all of `columns`. Only rows whose number is shared are grouped by the columns
    themselves: of millions of rows, nearly none. -#}
{% test one_row_per(model, columns) %}

with numbered as not materialized (

    select
        {{ columns | join(', ') }},
        {{ key_number(columns) }} as key_number
    from {{ model }}

),

suspects as (

    select key_number
    from numbered
    group by key_number
    having count(*) > 1

),

repeated as (

    select {% for column in columns %}numbered.{{ column }}{{ ", " if not loop.last }}{% endfor %}
    from numbered
    inner join suspects on numbered.key_number = suspects.key_number
    group by {% for column in columns %}numbered.{{ column }}{{ ", " if not loop.last }}{% endfor %}
    having count(*) > 1

)

select * from repeated

{% endtest %}
