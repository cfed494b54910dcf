{#- Counts of the census as printed, and the bands of ages that are sums of printed ones. -#}
{%- set unions = {
    '0-14': ['0-4', '5-9', '10-14'],
    '15-49': ['15-19', '20-24', '25-29', '30-34', '35-39', '40-44', '45-49'],
    '60+': ['60-64', '65-69', '70-74', '75-79', '80-84', '85+'],
    '65+': ['65-69', '70-74', '75-79', '80-84', '85+'],
    '15+': ['15-64', '65+'],
} -%}
with cells as (

    select * from {{ ref('stg_ine_censo') }} where kind = 'medida'

),

joined_bands as (
    {% for band, parts in unions.items() %}
    select
        measure_id,
        territory_id,
        period,
        sex,
        '{{ band }}' as age_band,
        dimension,
        category,
        {{ complete_sum('value') }} as value,
        min(detail) as detail,
        min(official) as official
    from cells
    where age_band in ('{{ parts | join("', '") }}')
    group by measure_id, territory_id, period, sex, dimension, category
    having count(*) = {{ parts | length }}
    {% if not loop.last %}union all{% endif %}
    {%- endfor %}

),

margins as (

    select measure_id, territory_id, period, sex, age_band, dimension, category, value, detail, official
    from cells
    union all
    select * from joined_bands

),

final as (

    select
        measure_id,
        'ine-censo' as source_id,
        territory_id,
        period,
        sex,
        age_band,
        dimension,
        category,
        value,
        '' as status,
        '' as cut_date,
        detail,
        official
    from margins

)

select * from final
