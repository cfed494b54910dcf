{#- Rows of a bronze table that are in force: of all the files that carry the same block of the same
    source, only the winner's. The official download wins over a derived table, then the later cut
    date, then the later arrival. Use: `with bronze as ({{ current_bronze('simce') }}), ...` -#}
{% macro current_bronze(table) %}
    with delivered as (

        select * from {{ source('bronce', table) }}

    ),

    files as (

        select * from {{ source('catalogo', 'files') }}

    ),

    blocks as (

        select
            filename,
            {{ file_stem('filename') }} as file_sha,
            _bloque,
            min(_derivada) as derived,
            max(_corte) as cut_date
        from delivered
        group by filename, _bloque

    ),

    ranked as (

        select
            blocks.filename,
            blocks._bloque,
            row_number() over (
                partition by files.source_id, blocks._bloque
                order by blocks.derived, blocks.cut_date desc, files.sequence desc, blocks.file_sha
            ) as place
        from blocks
        inner join files on blocks.file_sha = files.file_sha
        where files.in_use

    ),

    winners as (

        select filename, _bloque from ranked where place = 1

    )

    select delivered.*
    from delivered
    inner join winners on delivered.filename = winners.filename and delivered._bloque = winners._bloque
{% endmacro %}


{#- Name of a file without folder and extension: '/x/bronce/simce/ab12.parquet' -> 'ab12'. -#}
{% macro file_stem(path) %}{{ return(adapter.dispatch('file_stem')(path)) }}{% endmacro %}

{% macro default__file_stem(path) %}
    regexp_replace(regexp_replace({{ path }}, '^.*[/\\]', ''), '[.]parquet$', '')
{%- endmacro %}

{% macro duckdb__file_stem(path) %}parse_filename({{ path }}, true){% endmacro %}
