{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Letters that the law asks of a municipal public account, as dated data that a person wrote and verified. -#}
with register as (

    select
        letra as letter,
        texto as wording,
        bloque as block,
        vigente_desde as valid_from,
        fuente as source,
        verificado_por as verified_by,
        case when estado = '' then 'falta' else estado end as state,
        contenido as content,
        responsable as owner,
        _fila as row_number
    from {{ source('registros', 'art67') }}

),

final as (

    select
        letter,
        wording,
        block,
        valid_from,
        source,
        verified_by,
        state,
        content,
        owner,
        cast(row_number as integer) as row_number
    from register

)

select * from final
