{{ config(materialized="view") }}

{#- The one list of published figures. A new source adds its model here, one line. -#}
{% set published_models = [
    'published_casen_pobreza',
    'published_ine_censo',
    'published_sinim',
    'published_tablas_ordenadas',
] %}

{% set columns = [
    ('published_id', 'varchar'),
    ('source_id', 'varchar'),
    ('territory_id', 'varchar'),
    ('period', 'varchar'),
    ('sex', 'varchar'),
    ('age_band', 'varchar'),
    ('dimension', 'varchar'),
    ('category', 'varchar'),
    ('value', 'double'),
    ('ci_low', 'double'),
    ('ci_high', 'double'),
    ('method', 'varchar'),
    ('status', 'varchar'),
    ('cut_date', 'varchar'),
    ('official', 'integer'),
] %}

with candidates as (
    {{ union_models(published_models, columns) }}
),

final as (

    select * from candidates where value is not null

)

select * from final
