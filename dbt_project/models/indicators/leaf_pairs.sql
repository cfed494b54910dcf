{{ config(materialized='by_period') }}

{#- What each card divides by what, at the finest territory. `is_complete`: it has all that the card
    needs and can be added to its parents; a leaf with a denominator alone stays, because the parents'
    coverage counts it. `gap` says why a leaf that was measured has no figure. `square` is Σ w·x², which
    gives a mean its interval; without it the mean stands and has none. -#}
with operands as not materialized (

    select * from {{ ref('indicator_operands') }} where {{ this_unit() }}

),

indicators as (

    select * from {{ source('catalogo', 'indicators') }}

),

unplaced_parts as (

    select * from {{ ref('unplaced_parts') }} where {{ this_unit() }}

),

numerators as not materialized (

    select * from operands where role = 'numerador'

),

denominators as (

    select * from operands where role = 'denominador'

),

squares as (

    select * from operands where role = 'cuadrado'

),

counts as (

    select
        numerators.indicator_id,
        numerators.territory_id,
        numerators.period,
        {{ breakdown('numerators') }},
        numerators.value as numerator,
        cast(null as double) as denominator,
        cast(null as double) as square,
        true as is_matched,
        numerators.is_counted,
        numerators.status,
        numerators.cut_date
    from numerators
    inner join indicators on numerators.indicator_id = indicators.indicator_id
    where indicators.kind = 'conteo'

),

ratios as (

    select
        denominators.indicator_id,
        denominators.territory_id,
        denominators.period,
        {{ breakdown('denominators') }},
        numerators.value as numerator,
        denominators.value as denominator,
        squares.value as square,
        numerators.indicator_id is not null as is_matched,
        coalesce(numerators.is_counted, false) as is_counted,
        case
            when numerators.status = 'p' or denominators.status = 'p' then 'p'
            when numerators.status = 'e' or denominators.status = 'e' then 'e'
            else ''
        end as status,
        greatest(coalesce(numerators.cut_date, ''), denominators.cut_date) as cut_date
    from denominators
    inner join indicators on denominators.indicator_id = indicators.indicator_id
    left join numerators on {{ same_figure('denominators', 'numerators') }}
    left join squares on {{ same_figure('denominators', 'squares') }}
    where indicators.kind <> 'conteo'

),

pairs as (

    select * from counts
    union all
    select * from ratios

),

judged as (

    select
        pairs.*,
        case
            when not pairs.is_matched then ''
            when pairs.numerator is null or (pairs.denominator is null and indicators.kind <> 'conteo')
                then 'La fuente no publicó este dato, o venía con errores y quedó apartado.'
            when indicators.kind = 'proporcion' and pairs.numerator > pairs.denominator
                then 'El numerador es mayor que el denominador.'
            else coalesce(unplaced_parts.reason, '')
        end as gap
    from pairs
    inner join indicators on pairs.indicator_id = indicators.indicator_id
    left join unplaced_parts
        on pairs.indicator_id = unplaced_parts.indicator_id
        and pairs.territory_id = unplaced_parts.territory_id
        and pairs.period = unplaced_parts.period

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        {{ breakdown() }},
        numerator,
        denominator,
        square,
        is_matched and gap = '' as is_complete,
        gap,
        is_counted,
        status,
        cut_date
    from judged

)

select * from final
