{{ config(materialized="table", post_hook="{{ leave_result() }}") }}

{#- What each programme answers to each question of the account. A question without answer has no row, and
    neither has one answered «s/i». -#}
with register as (

    select
        id_programa as programme_id,
        cast(anio as integer) as year,
        respuestas as answers
    from {{ source('registros', 'programas') }}

),

questions as (

    select * from {{ source('catalogo', 'questions') }}

),

asked as (

    select
        register.programme_id,
        register.year,
        questions.question_id,
        questions.about,
        questions.position,
        trim({{ json_text('register.answers', 'questions.question_id') }}) as answer
    from register
    cross join questions

),

final as (

    select
        programme_id,
        year,
        question_id,
        about,
        position,
        answer
    from asked
    where not {{ says_nothing('answer') }}

)

select * from final
