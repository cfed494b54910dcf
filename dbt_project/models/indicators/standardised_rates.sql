{{ config(materialized='by_period') }}

{#- Rates adjusted by age, by the direct method: what the rate would be if the territory had the ages of the
    standard population. Per person (scale 1), with variance, and the reason when there is none. -#}
with yearly_sums as not materialized (

    select * from {{ ref('yearly_sums') }} where {{ this_unit() }}

),

pooled_sums as not materialized (

    select * from {{ ref('pooled_sums') }} where {{ this_unit() }}

),

weights as (

    select * from {{ ref('stratum_weights') }}

),

every_sum as not materialized (

    select * from yearly_sums
    union all
    select * from pooled_sums

),

strata as (

    select
        every_sum.*,
        weights.weight,
        weights.strata
    from every_sum
    inner join weights
        on every_sum.indicator_id = weights.indicator_id
        and every_sum.age_band = weights.age_band

),

adjusted as (

    select
        indicator_id,
        territory_id,
        period,
        sex,
        dimension,
        category,
        count(*) = min(strata) and count(weight) = count(*) and max(reason) = '' as has_all_strata,
        max(case when is_empty then 1 else 0 end) = 1 as lacks_persons,
        {{ exact_sum('numerator') }} as events,
        {{ exact_sum('denominator') }} as persons,
        {{ adjusted_rate('weight', 'numerator', 'denominator', 'age_band') }} as rate,
        {{ adjusted_variance('weight', 'numerator', 'denominator', 'age_band') }} as variance
    from strata
    group by indicator_id, territory_id, period, sex, dimension, category

),

whole as (

    select every_sum.*
    from every_sum
    where every_sum.age_band = 'total'

),

judged as (

    select
        adjusted.*,
        case
            when not adjusted.has_all_strata then 'Falta el dato de algún tramo de edad.'
            when adjusted.events * 100 < whole.numerator * 95 then 'Más del 5 % de los casos no tiene edad conocida.'
            when adjusted.events < 10 then 'Menos de 10 casos: la tasa ajustada no se calcula.'
            when adjusted.lacks_persons then 'En algún tramo de edad no vive nadie.'
            else ''
        end as reason
    from adjusted
    left join whole
        on adjusted.indicator_id = whole.indicator_id
        and adjusted.territory_id = whole.territory_id
        and adjusted.period = whole.period
        and adjusted.sex = whole.sex
        and adjusted.dimension = whole.dimension
        and adjusted.category = whole.category

),

final as (

    select
        indicator_id,
        territory_id,
        period,
        sex,
        'total' as age_band,
        dimension,
        category,
        events,
        persons,
        case when reason = '' then rate end as rate,
        case when reason = '' then variance end as variance,
        reason
    from judged

)

select * from final
