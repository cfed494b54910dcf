{#- Post-hook of the models that publish reads: leaves the table as datos/resultados/<model>.parquet,
    sorted by all its columns so that equal rows give equal bytes. The file gets its name only when
    it is complete. A plain table and this hook are used instead of the adapter's `external`
    materialisation, because that one writes a row of nulls when the model is empty.

    `keys`: the first columns, in their order, of a table of millions of rows that has one row for each. The order
    is the same; it is found by the place of each value among the few of its column, which takes half the work
    of comparing eight texts. -#}
{% macro leave_result(keys=[]) %}{{ return(adapter.dispatch('leave_result')(keys)) }}{% endmacro %}

{% macro duckdb__leave_result(keys) %}
    copy (
        {%- if keys %}
        with
        {%- for key in keys %}
        {{ key }}_places as (
            select {{ key }}, cast(row_number() over (order by {{ key }}) as usmallint) as place
            from (select distinct {{ key }} from {{ this }})
        ){{ "," if not loop.last }}
        {%- endfor %}
        select results.*
        from {{ this }} as results
        {%- for key in keys %}
        inner join {{ key }}_places on results.{{ key }} is not distinct from {{ key }}_places.{{ key }}
        {%- endfor %}
        order by {% for key in keys %}{{ key }}_places.place{{ ", " if not loop.last }}{% endfor %}
        {%- else %}
        select * from {{ this }} order by all
        {%- endif %}
    )
    to '{{ env_var("CUENTA_DATOS") | replace("'", "''") }}/resultados/{{ this.identifier }}.parquet'
    (format parquet, compression zstd, use_tmp_file true)
{% endmacro %}
