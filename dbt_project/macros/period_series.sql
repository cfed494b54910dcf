{#- Which periods make a series: what is compared with what. -#}

{#- What a series is made of: 'anio', 'semestre', 'mes' or 'varios' (years together). -#}
{% macro series_kind(period) -%}
    case
        when {{ period }} like '____/____' then 'varios'
        when {{ period }} like '____-S_' then 'semestre'
        when {{ period }} like '____-__' then 'mes'
        else 'anio'
    end
{%- endmacro %}

{#- Periods with the same text follow one another without overlap and fall in the same part of the
    year: each semester and month with its like of other years (what changes from May to June is the
    season), years together only with others as long that end a whole number of times apart. -#}
{% macro period_series(period) -%}
    case
        when {{ period }} like '____/____'
            then cast({{ years_of(period) }} as varchar) || '/'
                || cast(cast(substr({{ period }}, 6, 4) as integer) % {{ years_of(period) }} as varchar)
        when {{ period }} like '____-__' then substr({{ period }}, 6, 2)
        else ''
    end
{%- endmacro %}

{#- How many years a period such as '2021/2023' has. -#}
{% macro years_of(period) -%}
    (cast(substr({{ period }}, 6, 4) as integer) - cast(substr({{ period }}, 1, 4) as integer) + 1)
{%- endmacro %}
