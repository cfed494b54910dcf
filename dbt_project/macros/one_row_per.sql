{#- Data test: no two rows share all of `columns`. -#}
{% test one_row_per(model, columns) %}

with repeated as (

    select {{ columns | join(', ') }}
    from {{ model }}
    group by {{ columns | join(', ') }}
    having count(*) > 1

)

select * from repeated

{% endtest %}
