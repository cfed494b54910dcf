{{ config(post_hook="{{ leave_result() }}") }}

{#- Where a series must not be read across: the first period after each break, by indicator and territory.
    A territory that was divided breaks the series of a source that goes on with the map of each year;
    sources that redraw the past with today's map, and territories above the division, have none. Cards
    add the breaks of method that their producers announce. -#}
with history as (

    select * from {{ ref('territory_history') }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

operands as (

    select * from {{ source('catalogo', 'operands') }}

),

sources as (

    select * from {{ source('catalogo', 'sources') }}

),

declared as (

    select * from {{ source('catalogo', 'series_breaks') }}

),

measures as (

    select * from {{ ref('measures') }}

),

published as (

    select * from {{ ref('published_values') }}

),

territories as (

    select * from {{ ref('territories') }}

),

-- a code that follows another one to one is no break: staging brings it up to date
divisions as (

    select distinct
        successor_id as territory_id,
        event_date,
        reason || ' (' || law || ').' as reason
    from (
        select successor_id, event_date, law, rtrim(reason, '.') as reason
        from history
        where kind in ('dividida', 'creada')
    ) as divided

),

measured as (

    select distinct operands.indicator_id, measures.source_id, measures.territory_id, measures.period
    from measures
    -- few territories were divided: the millions of figures of the others are left out first
    inner join (select distinct territory_id from divisions) as divided
        on measures.territory_id = divided.territory_id
    inner join operands on measures.measure_id = operands.measure_id
    where measures.value is not null

),

printed as (

    select distinct indicators.indicator_id, published.source_id, published.territory_id, published.period
    from indicators
    inner join published on indicators.published_id = published.published_id
    where indicators.kind = 'publicado'

),

given as (

    select * from measured
    union all
    select * from printed

),

of_territories as (

    select distinct
        given.indicator_id,
        divisions.territory_id,
        {{ next_period('divisions.event_date', 'indicators.period_kind') }} as period,
        divisions.reason,
        'territorio' as kind
    from given
    inner join sources on given.source_id = sources.source_id
    inner join indicators on given.indicator_id = indicators.indicator_id
    inner join divisions on given.territory_id = divisions.territory_id
    where not coalesce(sources.rebased, false)
        and {{ period_first_day('given.period') }} < divisions.event_date

),

of_method as (

    select
        declared.indicator_id,
        territories.territory_id,
        declared.period,
        declared.reason,
        'metodo' as kind
    from declared
    inner join territories
        on declared.territory_id = '' or declared.territory_id = territories.territory_id

),

every_break as (

    select * from of_territories
    union all
    select * from of_method

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        min(reason) as reason,
        kind
    from every_break
    group by indicator_id, territory_id, period, kind

)

select * from final
