{#- Post-hook of the models that publish reads: leaves the table as datos/resultados/<model>.parquet,
    sorted by all its columns so that equal rows give equal bytes. The file gets its name only when
    it is complete. A plain table and this hook are used instead of the adapter's `external`
    materialisation, because that one writes a row of nulls when the model is empty. -#}
{% macro leave_result() %}{{ return(adapter.dispatch('leave_result')()) }}{% endmacro %}

{% macro duckdb__leave_result() %}
    copy (select * from {{ this }} order by all)
    to '{{ env_var("CUENTA_DATOS") | replace("'", "''") }}/resultados/{{ this.identifier }}.parquet'
    (format parquet, compression zstd, use_tmp_file true)
{% endmacro %}
