{#- Ratios of a divided territory that put the map of one time over that of another: births counted in the
    undivided comuna over a population that its producer redrew. They have no figure; both sides of a
    series whose parts come with one map do. Same columns as the breaks that cards declare. -#}
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

measures as (

    select * from {{ ref('measures') }}

),

divisions as (

    select distinct successor_id as territory_id, event_date, law
    from history
    where kind in ('dividida', 'creada')

),

given as (

    select
        operands.indicator_id,
        divisions.territory_id,
        divisions.law,
        measures.period,
        max(case when coalesce(sources.rebased, false) then 1 else 0 end) as with_todays_map,
        max(case when coalesce(sources.rebased, false) then 0 else 1 end) as with_the_old_map
    from operands
    inner join indicators on operands.indicator_id = indicators.indicator_id
    inner join measures on operands.measure_id = measures.measure_id
    inner join sources on measures.source_id = sources.source_id
    inner join divisions on measures.territory_id = divisions.territory_id
    where indicators.kind <> 'conteo'
        and measures.value is not null
        and {{ period_first_day('measures.period') }} < divisions.event_date
    group by operands.indicator_id, divisions.territory_id, divisions.law, measures.period

),

final as (

    select
        indicator_id,
        territory_id,
        '' as period_from,
        max(period) as period_to,
        'El territorio se dividió (' || law || '): hasta entonces una parte del cálculo viene con el mapa antiguo '
        || 'y la otra con el de hoy.' as reason
    from given
    where with_todays_map = 1 and with_the_old_map = 1
    group by indicator_id, territory_id, law

)

select * from final
