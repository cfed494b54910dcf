{#- Figures that a card takes as their producer printed them, judged by the rules of the INE for surveys. The
    coefficient of variation comes from the interval where nobody tells it. -#}
with published as (

    select * from {{ ref('published_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

shares as (

    select distinct measure_id as published_id
    from {{ source('catalogo', 'measures') }}
    where kind = 'publicado' and unit = '%'

),

printed as (

    select
        indicators.indicator_id,
        published.territory_id,
        published.period,
        {{ breakdown('published') }},
        published.value,
        published.ci_low,
        published.ci_high,
        published.method,
        published.sample_n,
        published.degrees_freedom,
        coalesce(published.cv, {{ cv_of_interval('published.value', 'published.ci_low', 'published.ci_high') }})
            as cv,
        shares.published_id is not null and published.value between 0 and 100 as is_share,
        published.status,
        published.cut_date,
        published.source_id as sources
    from indicators
    inner join published on indicators.published_id = published.published_id
    left join shares on published.published_id = shares.published_id
    where indicators.kind = 'publicado'
        and indicators.period_kind = {{ period_kind('published.period') }}

),

judged as (

    select
        printed.*,
        case
            when value is null then 'La fuente no publicó este dato, o venía con errores y quedó apartado.'
            else {{ why_not_estimated('sample_n', 'degrees_freedom', 'case when not is_share then cv end') }}
        end as reason,
        {{ why_little_reliable('is_share', 'value', 'cv') }} as caution
    from printed

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        {{ breakdown() }},
        case when reason = '' then value end as value,
        cast(null as double) as numerator,
        cast(null as double) as denominator,
        case when reason = '' then ci_low end as ci_low,
        case when reason = '' then ci_high end as ci_high,
        case when reason = '' then method else '' end as method,
        case
            when reason <> '' then 'nd'
            when caution <> '' then 'u'
            else ''
        end as mark,
        case when reason <> '' then reason else coalesce(caution, '') end as mark_reason,
        status,
        cut_date,
        sources
    from judged

)

select * from final
