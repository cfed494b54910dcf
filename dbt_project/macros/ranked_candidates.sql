{#- Candidates for each figure in order, `place` 1 for the one that stands. Two files that give the
    same figure are never added: a known value wins over an unknown one, then the later cut date, then
    the finer detail (where candidates carry one), then the official download over a derived table.
    `figure` is the column that names what is measured. -#}
{% macro ranked_candidates(candidates, figure, finer=none) %}
    select
        *,
        row_number() over (
            partition by {{ figure }}, territory_id, period, sex, age_band, dimension, category
            order by
                case when value is null then 1 else 0 end,
                cut_date desc,
                {%- if finer %}
                {{ finer }} desc,
                {%- endif %}
                official desc,
                source_id,
                value
        ) as place
    from {{ candidates }}
{% endmacro %}
