{#- What the mark `u` (poco confiable) means: docs/decisions/0011-reliability.md. -#}

{#- Fewer cases than this and a rate, or a share, is little reliable. -#}
{% macro few_cases() %}20{% endmacro %}

{#- Why a computed figure is little reliable, in Spanish; empty when it is not. `low`, `high` and `value` in the
    card's unit. A share of no cases is judged by its interval alone: where nobody can be a case, zero is sure. -#}
{% macro why_unreliable(kind, numerator, value, low, high, scale) -%}
    case
        when {{ kind }} = 'tasa' and {{ numerator }} < {{ few_cases() }}
            then 'Se basa en menos de {{ few_cases() }} casos.'
        when {{ kind }} = 'proporcion' and {{ numerator }} > 0 and {{ numerator }} < {{ few_cases() }}
            then 'Se basa en menos de {{ few_cases() }} casos.'
        when {{ kind }} = 'proporcion' and {{ high }} - {{ low }} >= 0.2 * {{ scale }}
            then 'El intervalo de confianza mide 20 puntos o más.'
        when {{ kind }} = 'promedio' and {{ high }} - {{ low }} > 0.15 * 2 * {{ z() }} * abs({{ value }})
            then 'El error estándar pasa de 15 % del promedio.'
        else ''
    end
{%- endmacro %}

{#- Coefficient of variation (a fraction) of an estimate from its normal 95 % interval. -#}
{% macro cv_of_interval(value, low, high) -%}
    case when {{ value }} <> 0 then ({{ high }} - {{ low }}) / (2 * {{ z() }}) / abs({{ value }}) end
{%- endmacro %}

{#- Why an estimate of a survey is no figure, in Spanish; empty when it is one. INE (2020), Estándar para la
    evaluación de la calidad de las estimaciones en encuestas de hogares. -#}
{% macro why_not_estimated(sample_n, degrees_freedom, cv) -%}
    case
        when {{ sample_n }} < 60 then 'La muestra tiene menos de 60 casos.'
        when {{ degrees_freedom }} < 9 then 'La muestra tiene menos de 9 grados de libertad.'
        when {{ cv }} > 0.30 then 'El coeficiente de variación pasa de 30 %.'
        else ''
    end
{%- endmacro %}

{#- Standard error above which the INE calls the estimate of a share little reliable: p^(2/3)/9 up to one half,
    (1-p)^(2/3)/9 above. `share` from 0 to 1. INE (2020), the same document. -#}
{% macro largest_error_of_share(share) -%}
    power(case when {{ share }} <= 0.5 then {{ share }} else 1 - {{ share }} end, 2.0 / 3.0) / 9
{%- endmacro %}

{#- Why the estimate of a survey is little reliable, in Spanish; empty when it is not. Shares (in percent) are judged
    by their standard error, anything else by its coefficient of variation. -#}
{% macro why_little_reliable(is_share, value, cv) -%}
    case
        when {{ is_share }} and {{ cv }} * abs({{ value }}) / 100 > {{ largest_error_of_share(value ~ ' / 100') }}
            then 'El error estándar pasa del que acepta el INE para un porcentaje como éste.'
        when not {{ is_share }} and {{ cv }} > 0.15 then 'El coeficiente de variación está entre 15 y 30 %.'
        else ''
    end
{%- endmacro %}
