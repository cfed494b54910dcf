with dropout as (

    select * from {{ ref('stg_mineduc_desvinculacion') }}

),

cells as (

    select
        'desvinculados' as figure,
        territory_id,
        anio,
        sex,
        kind,
        dropouts as persons,
        official
    from dropout
    union all
    select 'matricula-teorica', territory_id, anio, sex, kind, enrolment, official from dropout

),

final as (

    select
        figure || case when kind = 'global' then '-global' else '-regular' end as measure_id,
        'mineduc-desvinculacion' as source_id,
        territory_id,
        cast(anio as varchar) as period,
        sex,
        'total' as age_band,
        '' as dimension,
        '' as category,
        {{ exact_sum('persons') }} as value,
        '' as status,
        '' as cut_date,
        1 as detail,
        min(official) as official
    from cells
    where persons is not null
    group by figure, kind, territory_id, anio, sex

)

select * from final
