{{ config(materialized="view") }}

{#- The one list of published figures. A new source adds its model here, one line. -#}
{% set published_models = [
    'published_casen_pobreza',
    'published_ine_censo',
    'published_observaciones',
    'published_sinim',
    'published_tablas_ordenadas',
] %}

{#- Those that also print the quality of a survey's estimate: sample size, degrees of freedom and coefficient of
    variation (a fraction). The others leave them null. -#}
{% set sampled = [] %}
{% set quality = {'sample_n': sampled, 'degrees_freedom': sampled, 'cv': sampled} %}

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
    ('sample_n', 'double'),
    ('degrees_freedom', 'double'),
    ('cv', 'double'),
    ('status', 'varchar'),
    ('cut_date', 'varchar'),
    ('official', 'integer'),
] %}

with candidates as (
    {{ union_models(published_models, columns, quality) }}
),

final as (

    select * from candidates where value is not null

)

select * from final
