{#- Rows of a bronze table that are in force: of all the files that carry the same block of the same
    source, only the winner's. The later cut date wins, then the official download over a derived
    table, then the later arrival. Use: `with bronze as ({{ current_bronze('simce') }}), ...`
    The source is named twice and not imported once: an imported one would be copied whole before
    anything is left out, and years of person-level rows do not fit. -#}
{% macro current_bronze(table) %}
    with winners as (
        {{ winning_blocks(table) }}
    )

    select delivered.*
    from {{ source('bronce', table) }} as delivered
    inner join winners on delivered._archivo = winners._archivo and delivered._bloque = winners._bloque
{% endmacro %}

{#- The blocks in force of a bronze table: one row per block and source, with the file that gives it. -#}
{% macro winning_blocks(table) %}
    with files as (

        select * from {{ source('catalogo', 'files') }}

    ),

    blocks as (

        select
            _archivo,
            _bloque,
            min(_derivada) as derived,
            max(_corte) as cut_date
        from {{ source('bronce', table) }}
        group by _archivo, _bloque

    ),

    ranked as (

        select
            blocks._archivo,
            blocks._bloque,
            row_number() over (
                partition by files.source_id, blocks._bloque
                order by blocks.cut_date desc, blocks.derived, files.sequence desc, blocks._archivo
            ) as place
        from blocks
        inner join files on blocks._archivo = files.file_sha
        where files.in_use

    )

    select _archivo, _bloque from ranked where place = 1
{% endmacro %}
