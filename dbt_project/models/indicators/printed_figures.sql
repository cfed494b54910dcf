{#- Figures that a card takes as their producer printed them. An estimate of a survey that is too uncertain is no
    figure (rule of the INE); its coefficient of variation comes from its interval where nobody tells it. -#}
with published as (

    select * from {{ ref('published_values') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

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
        published.status,
        published.cut_date,
        published.source_id as sources
    from indicators
    inner join published on indicators.published_id = published.published_id
    where indicators.kind = 'publicado'
        and indicators.period_kind = {{ period_kind('published.period') }}

),

judged as (

    select
        printed.*,
        {{ why_not_estimated('sample_n', 'degrees_freedom', 'cv') }} as reason
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
            when cv > 0.15 then 'u'
            else ''
        end as mark,
        case
            when reason <> '' then reason
            when cv > 0.15 then 'El coeficiente de variación está entre 15 y 30 %.'
            else ''
        end as mark_reason,
        status,
        cut_date,
        sources
    from judged

)

select * from final
