{#- First whole period that begins on a day or after it, by kind of period ('anio', 'semestre', 'mes'):
    '2004-03-15' -> '2005', '2004-S2', '2004-04'; '2010-01-01' -> '2010', '2010-S1', '2010-01'. -#}
{% macro next_period(day, period_kind) -%}
    {%- set year = 'substr(' ~ day ~ ', 1, 4)' -%}
    {%- set next_year = 'cast(cast(' ~ year ~ ' as integer) + 1 as varchar)' -%}
    {%- set within = 'substr(' ~ day ~ ', 6, 5)' -%}
    {%- set month = 'cast(substr(' ~ day ~ ', 6, 2) as integer)' -%}
    case
        when {{ period_kind }} = 'mes' and {{ within }} like '%-01' then substr({{ day }}, 1, 7)
        when {{ period_kind }} = 'mes' and {{ month }} = 12 then {{ next_year }} || '-01'
        when {{ period_kind }} = 'mes'
            then {{ year }} || '-' || right('0' || cast({{ month }} + 1 as varchar), 2)
        when {{ period_kind }} = 'semestre' and {{ within }} = '01-01' then {{ year }} || '-S1'
        when {{ period_kind }} = 'semestre' and {{ within }} <= '07-01' then {{ year }} || '-S2'
        when {{ period_kind }} = 'semestre' then {{ next_year }} || '-S1'
        when {{ within }} = '01-01' then {{ year }}
        else {{ next_year }}
    end
{%- endmacro %}
