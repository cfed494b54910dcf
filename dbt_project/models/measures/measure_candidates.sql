{{ config(materialized="view") }}

{#- The one list of measures. A new source adds its model here, one line. A candidate without value is
    a known unknown and stays. -#}
{% set measure_models = [
    'measures_deis_defunciones',
    'measures_deis_egresos',
    'measures_deis_establecimientos',
    'measures_deis_nacimientos',
    'measures_demre_paes',
    'measures_ine_censo',
    'measures_ine_poblacion_pais',
    'measures_ine_proyecciones',
    'measures_junaeb_ive',
    'measures_mineduc_asistencia',
    'measures_mineduc_asistencia_anual',
    'measures_mineduc_desvinculacion',
    'measures_mineduc_directorio',
    'measures_mineduc_matricula',
    'measures_mineduc_matricula_alumnos',
    'measures_mineduc_rendimiento',
    'measures_mineduc_superior',
    'measures_observaciones',
    'measures_registro_civil',
    'measures_rsh_tramos',
    'measures_simce',
    'measures_sinim',
    'measures_tablas_ordenadas',
] %}

{% set columns = [
    ('measure_id', 'varchar'),
    ('source_id', 'varchar'),
    ('territory_id', 'varchar'),
    ('period', 'varchar'),
    ('sex', 'varchar'),
    ('age_band', 'varchar'),
    ('dimension', 'varchar'),
    ('category', 'varchar'),
    ('value', 'double'),
    ('status', 'varchar'),
    ('cut_date', 'varchar'),
    ('detail', 'integer'),
    ('official', 'integer'),
] %}

with candidates as (
    {{ union_models(measure_models, columns) }}
)

select * from candidates
