{{ config(post_hook="{{ leave_result() }}") }}

{#- What stands over and under the line of each card, at the finest territory. An operand exists
    where all the slices that it adds up exist; it is null when one of them is not known. -#}
with slices as (

    select * from {{ ref('operand_slices') }}

),

slice_values as (

    select * from {{ ref('slice_values') }}

),

wanted as (

    select indicator_id, role, sex, count(*) as slices
    from slices
    group by indicator_id, role, sex

),

added as (

    select
        slices.indicator_id,
        slices.role,
        slice_values.territory_id,
        slice_values.period,
        slices.sex,
        {{ complete_sum('slice_values.value') }} as value,
        count(*) as slices,
        max(case when slice_values.is_counted then 1 else 0 end) = 1 as is_counted,
        {{ worst_status('slice_values.status') }} as status,
        max(slice_values.cut_date) as cut_date
    from slices
    inner join slice_values
        on slices.measure_id = slice_values.measure_id
        and slices.measure_sex = slice_values.measure_sex
        and slices.age_band = slice_values.age_band
        and slices.dimension = slice_values.dimension
        and slices.category = slice_values.category
    group by slices.indicator_id, slices.role, slice_values.territory_id, slice_values.period, slices.sex

),

final as (

    select
        added.indicator_id,
        added.role,
        added.territory_id,
        added.period,
        added.sex,
        added.value,
        added.is_counted,
        added.status,
        added.cut_date
    from added
    inner join wanted
        on added.indicator_id = wanted.indicator_id
        and added.role = wanted.role
        and added.sex = wanted.sex
    where added.slices = wanted.slices

)

select * from final
