{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- Letters that the law asks of a municipal public account, as dated data that a person wrote and verified: of each,
    the text in force on the last day of the year of the account. -#}
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

settings as (

    select cast(account_year as varchar) || '-12-31' as day from {{ source('catalogo', 'settings') }}

),

in_force as (

    select
        register.*,
        row_number() over (partition by register.letter order by register.valid_from desc, register.row_number) as place
    from register
    cross join settings
    where register.valid_from <= settings.day

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
    from in_force
    where place = 1

)

select * from final
