{#- What the tables of one row per pupil share: codes of MINEDUC as categories, and every margin at once.
    '' is what the row does not tell: it counts in the margins that do not ask for it. -#}

{% macro ruralidad(code) -%}
    case {{ code }} when '0' then 'urbano' when '1' then 'rural' else '' end
{%- endmacro %}

{#- From COD_ENSE2; the programmes for adults are one level. -#}
{% macro nivel_ensenanza(code) -%}
    case
            when {{ code }} = '1' then 'parvularia'
            when {{ code }} = '2' then 'basica'
            when {{ code }} in ('3', '6', '8') then 'adultos'
            when {{ code }} = '4' then 'especial'
            when {{ code }} = '5' then 'media-hc'
            when {{ code }} = '7' then 'media-tp'
            else ''
        end
{%- endmacro %}

{#- Children's regular programmes first, then special schools, then programmes for adults. -#}
{% macro programme_order(code) -%}
    case when {{ code }} in ('3', '6', '8') then 2 when {{ code }} in ('4', '') then 1 else 0 end
{%- endmacro %}

{#- Pupils of an integration programme and of special schools; a file without INT_ALU tells nothing. -#}
{% macro discapacidad(integration, level) -%}
    case
            when {{ integration }} = '' then 'sin-informacion'
            when {{ integration }} = '1' or {{ level }} = '4' then 'con'
            else 'sin'
        end
{%- endmacro %}

{#- Bands that cover all the ages of pupils without overlapping. -#}
{% macro pupil_age_band(age) -%}
    case
            when {{ age }} = '' then ''
            when cast({{ age }} as integer) <= 3 then '0-3'
            when cast({{ age }} as integer) <= 5 then '4-5'
            when cast({{ age }} as integer) <= 13 then '6-13'
            when cast({{ age }} as integer) <= 17 then '14-17'
            else '18+'
        end
{%- endmacro %}

{#- The main row of each pupil and year: the first in the order given, a list of expressions that must leave
    no tie. Few pupils have several rows: only theirs are put in order. -#}
{% macro one_row_per_pupil(rows, order) %}
    with repeated as (

        select mrun
        from {{ rows }}
        group by mrun
        having count(*) > 1

    ),

    ordered as (

        select
            {{ rows }}.*,
            row_number() over (
                partition by {{ rows }}.anio, {{ rows }}.mrun
                order by
                    {{ order | join(', ') }}
            ) as place
        from {{ rows }}
        inner join repeated on {{ rows }}.mrun = repeated.mrun

    )

    select {{ rows }}.*, 1 as place
    from {{ rows }}
    left join repeated on {{ rows }}.mrun = repeated.mrun
    where repeated.mrun is null
    union all
    select * from ordered where place = 1
{% endmacro %}

{#- Pupils (rows of pupils, or cells whose `count` is `sum(pupils)`) by their `places` and all of `columns` at once:
    millions of rows become thousands before the margins are made. -#}
{% macro pupil_cells(pupils, places, columns, count='count(*)') %}
    select
        {{ places | join(', ') }},
        anio,
        {{ columns | join(', ') }},
        {{ count }} as pupils,
        max(cut_date) as cut_date,
        min(official) as official
    from {{ pupils }}
    group by {{ places | join(', ') }}, anio, {{ columns | join(', ') }}
{% endmacro %}

{#- Each margin of `pupils` (rows of pupils or of cells): all, by sex, by age band, by both, and by each of `lenses`
    with and without sex. `keys` stay; `sums` is a list of (name, expression). A lens is
    (dimension, column). -#}
{% macro pupil_margins(pupils, keys, lenses, sums, with_age=true) %}
    select
        {%- for key in keys %}
        {{ key }},
        {%- endfor %}
        coalesce(sex, 'total') as sex,
        {{ "coalesce(age_band, 'total')" if with_age else "'total'" }} as age_band,
        case
            {%- for dimension, column in lenses %}
            when {{ column }} is not null then '{{ dimension }}'
            {%- endfor %}
            else ''
        end as dimension,
        coalesce({% for dimension, column in lenses %}{{ column }}, {% endfor %}'') as category,
        {%- for name, expression in sums %}
        {{ expression }} as {{ name }}{{ "," if not loop.last }}
        {%- endfor %}
    from {{ pupils }}
    group by grouping sets (
        {%- for sex in ['', ', sex'] %}
        {%- if with_age %}
        ({{ keys | join(', ') }}{{ sex }}, age_band),
        {%- endif %}
        {%- for dimension, column in lenses %}
        ({{ keys | join(', ') }}{{ sex }}, {{ column }}),
        {%- endfor %}
        ({{ keys | join(', ') }}{{ sex }}){{ "," if not loop.last }}
        {%- endfor %}
    )
    having coalesce(sex, 'total') <> ''
        {%- if with_age %}
        and coalesce(age_band, 'total') <> ''
        {%- endif %}
        {%- for dimension, column in lenses %}
        and coalesce({{ column }}, 'total') <> ''
        {%- endfor %}
{% endmacro %}

{#- Margins without the lenses that a period does not carry: where every pupil is «sin información» the
    file lacks the column, and a category that it does not tell must not look like zero. -#}
{% macro carried_margins(margins, period) %}
    select {{ margins }}.*
    from {{ margins }}
    inner join (
        select distinct {{ period }}, dimension
        from {{ margins }}
        where dimension = '' or category <> 'sin-informacion'
    ) as carried
        on {{ margins }}.{{ period }} = carried.{{ period }} and {{ margins }}.dimension = carried.dimension
{% endmacro %}
