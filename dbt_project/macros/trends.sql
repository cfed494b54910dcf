{#- «Si todo sigue igual»: a straight line on the scale of a figure, and its band. Decision 0018. -#}

{#- The scale on which a series can be drawn: the one of its card, or the figure itself when a figure lies
    where that one has no room. `low` and `high`: smallest and largest figure of the series. -#}
{% macro trend_scale(trend, low, high, whole) -%}
    case
        when {{ trend }} = 'logit' and ({{ low }} < 0 or {{ high }} > {{ whole }}) then 'lineal'
        when {{ trend }} = 'log' and {{ low }} < 0 then 'lineal'
        else {{ trend }}
    end
{%- endmacro %}

{#- Half a case in the unit of the figure: what nothing counts for where it has no log-odds or logarithm. For a
    share 0,05 % where the cases are not known. `factor`: what the quotient is multiplied by. -#}
{% macro half_case(scale, whole, factor, denominator) -%}
    case
        when {{ scale }} = 'logit' and {{ denominator }} >= 1 then 0.5 * {{ whole }} / {{ denominator }}
        when {{ scale }} = 'logit' then 0.0005 * {{ whole }}
        when {{ scale }} = 'log' and {{ denominator }} > 0 then 0.5 * {{ factor }} / {{ denominator }}
        when {{ scale }} = 'log' then 0.5
    end
{%- endmacro %}

{#- A figure on its scale; none is nearer to nothing, or to everything, than half a case. -#}
{% macro to_trend(value, scale, whole, half_case) -%}
    {%- set share = 'least(greatest(' ~ value ~ ', ' ~ half_case ~ '), ' ~ whole ~ ' - ' ~ half_case ~ ') / ' ~ whole -%}
    case
        when {{ scale }} = 'logit' then ln({{ share }} / (1 - {{ share }}))
        when {{ scale }} = 'log' then ln(greatest({{ value }}, {{ half_case }}))
        else {{ value }}
    end
{%- endmacro %}

{#- Back to the unit of the figure. The limits keep exp() within a double. -#}
{% macro from_trend(level, scale, whole) -%}
    case
        when {{ scale }} = 'logit' then {{ whole }} / (1 + exp(-greatest(least({{ level }}, 700), -700)))
        when {{ scale }} = 'log' then exp(greatest(least({{ level }}, 700), -700))
        else {{ level }}
    end
{%- endmacro %}

{#- Level of the line of goal_trends at year `x`, on its scale. -#}
{% macro trend_level(trend, x) -%}
    ({{ trend }}.level_mean + {{ trend }}.slope * ({{ x }} - {{ trend }}.x_mean))
{%- endmacro %}

{#- Half the width of the band at year `x`: prediction interval of least squares (for instance Draper and
    Smith, Applied Regression Analysis, 3rd ed., 1998, section 3.1) times how much wider the real
    series ask for. `quantile` is t(0,90; n − 2), `widening` is of trend_widening. -#}
{% macro trend_half_width(trend, x, quantile, widening) -%}
    {%- set apart = '(' ~ x ~ ' - ' ~ trend ~ '.x_mean)' -%}
    ({{ widening }} * {{ quantile }} * {{ trend }}.deviation * sqrt(
        1 + 1.0 / {{ trend }}.points + {{ apart }} * {{ apart }} / {{ trend }}.x_spread
    ))
{%- endmacro %}

{#- Where a figure falls beside what was expected: 'igual' within the band (and within what is published of
    a figure), else by the wanted sign: 1 more is better, -1 less is, 0 nobody says. -#}
{% macro beside_expected(observed, expected, low, high, wanted_sign) -%}
    case
        when {{ observed }} between {{ low }} - 1e-6 and {{ high }} + 1e-6 then 'igual'
        when {{ wanted_sign }} = 0 then 'distinto'
        when ({{ observed }} - {{ expected }}) * {{ wanted_sign }} > 0 then 'mejor'
        else 'peor'
    end
{%- endmacro %}

{#- 1 when the goal wants more, -1 when it wants less; a card without direction takes it from the goal, and
    0 where the goal is to stay where it was. -#}
{% macro wanted_sign(direction, baseline, target) -%}
    case
        when {{ direction }} = 'mayor' then 1
        when {{ direction }} = 'menor' then -1
        when {{ target }} < {{ baseline }} then -1
        when {{ target }} > {{ baseline }} then 1
        else 0
    end
{%- endmacro %}

{#- Last year of a period, as a number. -#}
{% macro period_year(period) -%}
    cast({{ period_last_year(period) }} as integer)
{%- endmacro %}

{#- The period of the same series that ends in `year`: '2022-S1' and 2025 -> '2025-S1'. -#}
{% macro period_like(period, year) -%}
    case
        when {{ period }} like '____/____'
            then cast({{ year }} - {{ years_of(period) }} + 1 as varchar) || '/' || cast({{ year }} as varchar)
        else cast({{ year }} as varchar) || substr({{ period }}, 5)
    end
{%- endmacro %}

{#- How many years go from one period of the series to the next. -#}
{% macro period_step(period) -%}
    case when {{ period }} like '____/____' then {{ years_of(period) }} else 1 end
{%- endmacro %}

{#- What tells one figure that a goal follows from every other. -#}
{% macro goal_line(table) -%}
    {{ table }}.goal_id || '|' || {{ table }}.indicator_id || '|' || {{ table }}.territory_id || '|' || {{ table }}.sex
        || '|' || {{ table }}.role
{%- endmacro %}
