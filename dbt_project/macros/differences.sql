{#- Two figures compared from their 95 % intervals alone, so that it works for shares, rates, means and
    published figures alike. `one` and `other` are what stands before the column names value, ci_low
    and ci_high of each figure: 'baseline.' or 'earlier_'. See decision 0012. -#}

{#- Whether a figure has an interval that holds it. A published figure may lie outside its own: that
    interval says nothing of it. Six decimals are what is published, and Wilson's limits carry noise. -#}
{% macro has_margin(figure) -%}
    coalesce({{ figure }}value between {{ figure }}ci_low - 1e-6 and {{ figure }}ci_high + 1e-6, false)
{%- endmacro %}

{#- Limit of `other` − `one`, `side` 'low' or 'high'; null unless both have a margin. MOVER (square and
    add): Newcombe (1998), Statistics in Medicine 17, 873-890, method 10, for shares; Zou and Donner
    (2008), Statistics in Medicine 27, 1693-1702, for any two intervals of independent figures. -#}
{% macro mover(one, other, side) -%}
    {%- if side == 'low' -%}
        {%- set sign, of_one, of_other = '-', 'ci_high', 'ci_low' -%}
    {%- else -%}
        {%- set sign, of_one, of_other = '+', 'ci_low', 'ci_high' -%}
    {%- endif -%}
    case
            when {{ has_margin(one) }} and {{ has_margin(other) }}
                then {{ other }}value - {{ one }}value {{ sign }} sqrt(
                    ({{ other }}value - {{ other }}{{ of_other }}) * ({{ other }}value - {{ other }}{{ of_other }})
                    + ({{ one }}value - {{ one }}{{ of_one }}) * ({{ one }}value - {{ one }}{{ of_one }})
                )
        end
{%- endmacro %}

{#- Limit of `one` / `other`, `side` 'low' or 'high'; null unless both have a margin, neither goes below
    zero and `other` is above it. MOVER-R: Donner and Zou (2012), Statistical Methods in Medical Research
    21, 347-359; Fagerland and Newcombe (2013), Statistics in Medicine 32, 2823-2836. The lower
    limit is written with the conjugate, which has no 0/0 where the upper limit of `other` is twice its
    value. There is no upper limit (null) where `other` could be zero. -#}
{% macro mover_ratio(one, other, side) -%}
    {%- if side == 'low' -%}
        {%- set of_one, of_other = 'ci_low', 'ci_high' -%}
    {%- else -%}
        {%- set of_one, of_other = 'ci_high', 'ci_low' -%}
    {%- endif -%}
    {%- set upper = one ~ of_one ~ ' * (2 * ' ~ one ~ 'value - ' ~ one ~ of_one ~ ')' -%}
    {%- set lower = other ~ of_other ~ ' * (2 * ' ~ other ~ 'value - ' ~ other ~ of_other ~ ')' -%}
    {%- set product = one ~ 'value * ' ~ other ~ 'value' -%}
    {%- set root = 'sqrt(greatest(0, ' ~ product ~ ' * ' ~ product ~ ' - ' ~ upper ~ ' * ' ~ lower ~ '))' -%}
    case
            when not ({{ has_margin(one) }} and {{ has_margin(other) }}) then null
            when {{ one }}ci_low < 0 or {{ other }}ci_low < 0 or {{ other }}value <= 0 then null
            {%- if side == 'low' %}
            when {{ one }}value <= 0 then 0.0
            else {{ upper }} / ({{ product }} + {{ root }})
            {%- else %}
            when {{ other }}ci_low > 0 then ({{ product }} + {{ root }}) / ({{ lower }})
            {%- endif %}
        end
{%- endmacro %}

{#- What may be said of a change: `better` is 1 where more is better, -1 where less is, else 0. -#}
{% macro change_verdict(amount, low, high, better) -%}
    case
            when ({{ amount }}) = 0 then 'sin_cambio_distinguible'
            when {{ low }} is null or {{ high }} is null then 'sin_margen'
            when {{ low }} <= 0 and {{ high }} >= 0 then 'sin_cambio_distinguible'
            when {{ better }} = 0 then case when ({{ amount }}) > 0 then 'sube' else 'baja' end
            when ({{ amount }}) * {{ better }} > 0 then 'mejora'
            else 'empeora'
        end
{%- endmacro %}

{#- What may be said of a figure beside the one it is compared with. -#}
{% macro gap_verdict(amount, low, high) -%}
    case
            when ({{ amount }}) = 0 then 'sin_diferencia_distinguible'
            when {{ low }} is null or {{ high }} is null then 'sin_margen'
            when {{ low }} <= 0 and {{ high }} >= 0 then 'sin_diferencia_distinguible'
            when ({{ amount }}) > 0 then 'mayor'
            else 'menor'
        end
{%- endmacro %}

{#- Persons of `figure`'s denominator that would have to change for `amount` to be gone, rounded up:
    rounded first to six decimals, so that the noise of a double does not add a person. -#}
{% macro people_of(amount, scale, denominator) -%}
    ceil(round(abs({{ amount }}) / {{ scale }} * {{ denominator }}, 6))
{%- endmacro %}
