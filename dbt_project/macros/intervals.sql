{#- 95 % intervals. z is the 97.5 % point of the normal distribution. -#}
{% macro z() %}1.959963984540054e0{% endmacro %}

{#- Wilson limit of a proportion (0 to 1), `side` 'low' or 'high'. `cases` out of `total` > 0.
    Wilson (1927); Newcombe (1998), Statistics in Medicine 17, method 3. -#}
{% macro wilson(cases, total, side) -%}
    {%- set sign = '-' if side == 'low' else '+' -%}
    {%- set bound = 'greatest(0.0, ' if side == 'low' else 'least(1.0, ' -%}
    {{ bound }}(
        {{ cases }} + {{ z() }} * {{ z() }} / 2
        {{ sign }} {{ z() }} * sqrt(
            {{ cases }} * ({{ total }} - {{ cases }}) / {{ total }} + {{ z() }} * {{ z() }} / 4
        )
    ) / ({{ total }} + {{ z() }} * {{ z() }}))
{%- endmacro %}

{#- Byar's approximation to a Poisson limit, for 10 events or more; `side` 'low' or 'high'.
    Breslow and Day (1987), Statistical Methods in Cancer Research, vol. II, eq. 2.13.
    The cube is written out: a product gives the same double on every machine, power() need not. -#}
{% macro byar(events, side) -%}
    {%- set n = events if side == 'low' else '(' ~ events ~ ' + 1)' -%}
    {%- set sign = '-' if side == 'low' else '+' -%}
    {%- set root = '(1 - 1 / (9 * ' ~ n ~ ') ' ~ sign ~ ' ' ~ z() ~ ' / (3 * sqrt(' ~ n ~ ')))' -%}
    {{ n }} * {{ root }} * {{ root }} * {{ root }}
{%- endmacro %}

{#- Standard error of the mean of `weight` > 1 persons, of whom Σx = `total` and Σx² = `square`:
    s / √n with s² = (Σx² − (Σx)² / n) / (n − 1). Cochran (1977), Sampling Techniques, 3rd ed., section 2.6. -#}
{% macro standard_error(total, weight, square) -%}
    sqrt(
        greatest(0.0, {{ square }} - {{ total }} * {{ total }} / {{ weight }})
        / ({{ weight }} - 1) / {{ weight }}
    )
{%- endmacro %}

{#- Normal 95 % limit of a mean, `side` 'low' or 'high'. -#}
{% macro normal(total, weight, square, side) -%}
    {%- set sign = '-' if side == 'low' else '+' -%}
    ({{ total }} / {{ weight }} {{ sign }} {{ z() }} * {{ standard_error(total, weight, square) }})
{%- endmacro %}
