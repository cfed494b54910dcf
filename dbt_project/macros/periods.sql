{#- Periods are text: '2023', '2023-S1', '2023-05', '2021/2023'. -#}

{#- How long a period is: 'anio' ('2023', also '2021/2023'), 'semestre' or 'mes'. -#}
{% macro period_kind(period) -%}
    case
        when {{ period }} like '____-S_' then 'semestre'
        when {{ period }} like '____-__' then 'mes'
        else 'anio'
    end
{%- endmacro %}

{#- Where a period ends: '2021/2023' -> '2023'; any other is its own end. -#}
{% macro period_last(period) -%}
    case when {{ period }} like '____/____' then substr({{ period }}, 6, 4) else {{ period }} end
{%- endmacro %}

{#- Last year of a period, as text: '2021/2023' -> '2023', '2023-05' -> '2023'. -#}
{% macro period_last_year(period) -%}
    substr({{ period_last(period) }}, 1, 4)
{%- endmacro %}

{#- First day of a period: '2023-S2' -> '2023-07-01'. -#}
{% macro period_first_day(period) -%}
    case
        when {{ period }} like '____-S2' then substr({{ period }}, 1, 4) || '-07-01'
        when {{ period }} like '____-__' and {{ period }} not like '____-S_' then {{ period }} || '-01'
        else substr({{ period }}, 1, 4) || '-01-01'
    end
{%- endmacro %}

{#- Last day of a period, to compare dates as text: '2021/2023' -> '2023-12-31', '2023-02' -> '2023-02-31'. -#}
{% macro period_last_day(period) -%}
    case
        when {{ period }} like '____-S1' then substr({{ period }}, 1, 4) || '-06-30'
        when {{ period }} like '____-__' and {{ period }} not like '____-S_' then {{ period }} || '-31'
        else {{ period_last_year(period) }} || '-12-31'
    end
{%- endmacro %}

{#- True when the territory exists at some time of the period. -#}
{% macro exists_in(valid_from, valid_to, period) -%}
    (
        coalesce({{ valid_from }}, '') <= {{ period_last_day(period) }}
        and (coalesce({{ valid_to }}, '') = '' or {{ valid_to }} >= {{ period_first_day(period) }})
    )
{%- endmacro %}

{#- The three years that a year is put together with: '2022' -> '2021/2023'. The calendar is fixed (the last
    year leaves 1 when divided by 3), so that two pools never share a year. Null for other kinds of period. -#}
{% macro pool_of(period) -%}
    case when {{ period }} like '____' then
        cast({{ _pool_last(period) }} - 2 as varchar) || '/' || cast({{ _pool_last(period) }} as varchar)
    end
{%- endmacro %}

{% macro _pool_last(year) -%}
    (cast({{ year }} as integer) + (4 - cast({{ year }} as integer) % 3) % 3)
{%- endmacro %}
