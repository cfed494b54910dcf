{#- Persons are counted at a cut and never added over months: a year and a half year are their last cut. -#}
{%- set brackets = ['40', '41-50', '51-60', '61-70', '71-80', '81-90', '91-100'] -%}
with months as (

    select * from {{ ref('stg_rsh_tramos') }}

),

spans as (

    select month, cast(anio as varchar) as period, '12' as closes from months
    union all
    select
        month,
        cast(anio as varchar) || case when substr(month, 5, 2) <= '06' then '-S1' else '-S2' end,
        case when substr(month, 5, 2) <= '06' then '06' else '12' end
    from months
    union all
    select month, substr(month, 1, 4) || '-' || substr(month, 5, 2), substr(month, 5, 2) from months

),

last_cut as (

    select period, closes, max(month) as month
    from spans
    group by period, closes

),

cuts as (

    select
        months.*,
        last_cut.period,
        -- a span that its last cut does not close is provisional
        case when substr(months.month, 5, 2) = last_cut.closes then '' else 'p' end as status
    from months
    inner join last_cut on months.month = last_cut.month

),

cells as (

    select
        'rsh-personas' as measure_id,
        territory_id,
        period,
        '' as dimension,
        '' as category,
        persons,
        status,
        cut_date,
        official
    from cuts
    union all
    select 'rsh-personas-40', territory_id, period, '', '', persons_40, status, cut_date, official from cuts
    union all
    select
        'rsh-personas-60',
        territory_id,
        period,
        '',
        '',
        persons_40 + persons_41_50 + persons_51_60,
        status,
        cut_date,
        official
    from cuts
    {% for bracket in brackets %}
    union all
    select
        'rsh-personas',
        territory_id,
        period,
        'tramo-rsh',
        '{{ bracket }}',
        persons_{{ bracket | replace('-', '_') }},
        status,
        cut_date,
        official
    from cuts
    {%- endfor %}

),

final as (

    select
        measure_id,
        'rsh-tramos' as source_id,
        territory_id,
        period,
        'total' as sex,
        'total' as age_band,
        dimension,
        category,
        {{ exact_sum('persons') }} as value,
        max(status) as status,
        max(cut_date) as cut_date,
        0 as detail,
        min(official) as official
    from cells
    where persons is not null
    group by measure_id, territory_id, period, dimension, category

)

select * from final
