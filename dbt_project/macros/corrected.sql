{#- What is done about known errors of a producer (correcciones/*.yml), for a table of figures whose
    column `figure` names what is measured. Gives one row per figure in `rows` that a correction
    touches: `correction_id`, `corrected` (the new value, null when it is not known any more) and
    `factor` (what the limits of an interval are multiplied by, null when they fall). A correction
    that replaces a total leaves the parts of that total unknown, because they no longer add up to it. -#}
{% macro corrected(rows, figure) %}
    select
        figures.{{ figure }},
        figures.territory_id,
        figures.period,
        figures.sex,
        figures.age_band,
        figures.dimension,
        figures.category,
        min(corrections.correction_id) as correction_id,
        max(case
            when corrections.action = 'multiplicar' then figures.value * corrections.value
            when corrections.action = 'reemplazar'
                and corrections.sex = figures.sex
                and figures.age_band = 'total'
                and figures.dimension = ''
                then corrections.value
        end) as corrected,
        max(case when corrections.action = 'multiplicar' then corrections.value end) as factor
    from {{ rows }} as figures
    inner join {{ source('catalogo', 'corrections') }} as corrections
        on figures.{{ figure }} = corrections.target_id
        and figures.territory_id = corrections.territory_id
        and figures.period = corrections.period
    cross join {{ source('catalogo', 'settings') }} as settings
    where cast(corrections.valid_until as integer) >= settings.account_year
    group by
        figures.{{ figure }}, figures.territory_id, figures.period, figures.sex,
        figures.age_band, figures.dimension, figures.category
{% endmacro %}

{#- Condition that joins a figure to its correction. -#}
{% macro same_target(one, other, figure) -%}
    {%- for column in [figure, 'territory_id', 'period', 'sex', 'age_band', 'dimension', 'category'] %}
        {{ "and " if not loop.first }}{{ one }}.{{ column }} = {{ other }}.{{ column }}
    {%- endfor %}
{%- endmacro %}
