with bronze as (

    {{ current_bronze('mineduc_matricula') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        cast(bronze.anio as integer) as anio,
        bronze.rbd,
        {{ dependencia('bronze.cod_depe') }} as dependencia,
        {% for n in range(1, 9) -%}
        cast(nullif(bronze.mat_hom_{{ n }}, '') as integer) as hombre_{{ n }},
        cast(nullif(bronze.mat_muj_{{ n }}, '') as integer) as mujer_{{ n }},
        cast(nullif(bronze.mat_ens_{{ n }}, '') as integer) as total_{{ n }},
        {% endfor -%}
        cast(nullif(bronze.mat_hom_tot, '') as integer) as hombre,
        cast(nullif(bronze.mat_muj_tot, '') as integer) as mujer,
        cast(nullif(bronze.mat_total, '') as integer) as total,
        case bronze.rural_rbd when '0' then 'urbano' when '1' then 'rural' end as ruralidad,
        cast(nullif(bronze.cur_sim_tot, '') as integer)
        + cast(nullif(bronze.cur_comb_tot, '') as integer) as courses,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
