{{ config(materialized='by_block', block_table='deis_nacimientos') }}

{%- set bands = ['0-14', '15-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49', '50+'] -%}
{%- set measures = {
    'nacidos-vivos-region': 'true',
    'nacidos-bajo-peso': 'is_low_weight',
    'nacidos-peso-conocido': 'is_low_weight is not null',
    'nacidos-prematuros': 'is_preterm',
    'nacidos-semanas-conocidas': 'is_preterm is not null',
    'nacidos-madre-menor-20': "mother_age in ('0-14', '15-19')",
    'nacidos-edad-madre-conocida': 'mother_age is not null'
} -%}
{%- set nationality = {
    'nacidos-madre-extranjera': "nationality = 'extranjera'",
    'nacidos-nacionalidad-conocida': "nationality <> 'sin-informacion'"
} -%}
{#- One line per measure, age band of the mother, dimension, category and which births it counts. -#}
{%- set slices = [] -%}
{%- for measure, condition in measures.items() -%}
    {%- do slices.append([measure, 'total', '', '', condition]) -%}
    {%- for group in ['chilena', 'extranjera', 'sin-informacion'] -%}
        {%- do slices.append([measure, 'total', 'nacionalidad', group, condition ~ " and nationality = '" ~ group ~ "'"]) -%}
    {%- endfor -%}
{%- endfor -%}
{%- for measure, condition in nationality.items() -%}
    {%- do slices.append([measure, 'total', '', '', condition]) -%}
{%- endfor -%}
{%- for band in bands -%}
    {%- do slices.append(['nacidos-vivos-region', band, '', '', "mother_age = '" ~ band ~ "'"]) -%}
{%- endfor -%}
with births as (

    select * from {{ ref('stg_deis_nacimientos') }} where {{ this_unit() }}

),

counted as (

    select
        territory_id,
        anio,
        sex,
        mother_age,
        is_low_weight,
        is_preterm,
        nationality,
        official,
        count(*) as births
    from births
    group by territory_id, anio, sex, mother_age, is_low_weight, is_preterm, nationality, official

),

by_sex as (

    select 'total' as sex_shown, counted.* from counted
    union all
    select sex as sex_shown, counted.* from counted
    where sex in ('mujer', 'hombre')

),

-- every slice of every region has its number: a region without cases has a zero
cells as (
    {% for measure, band, dimension, category, condition in slices %}
    select
        '{{ measure }}' as measure_id,
        territory_id,
        anio,
        sex_shown as sex,
        '{{ band }}' as age_band,
        '{{ dimension }}' as dimension,
        '{{ category }}' as category,
        sum(case when {{ condition }} then births else 0 end) as births,
        min(official) as official
    from by_sex
    group by territory_id, anio, sex_shown
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

final as (

    select
        measure_id,
        'deis-nacimientos' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        age_band,
        dimension,
        category,
        cast(births as double) as value,
        '' as status,
        '' as cut_date,
        3 as detail,
        official
    from cells

)

select * from final
