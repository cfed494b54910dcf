{#- 95 % intervals. z is the 97.5 % point of the normal distribution. -#}
{% macro z() %}1.959963984540054{% endmacro %}

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
    Breslow and Day (1987), Statistical Methods in Cancer Research, vol. II, eq. 2.13. -#}
{% macro byar(events, side) -%}
    {%- if side == 'low' -%}
    {{ events }} * power(1 - 1 / (9 * {{ events }}) - {{ z() }} / (3 * sqrt({{ events }})), 3)
    {%- else -%}
    ({{ events }} + 1) * power(1 - 1 / (9 * ({{ events }} + 1)) + {{ z() }} / (3 * sqrt({{ events }} + 1)), 3)
    {%- endif -%}
{%- endmacro %}
