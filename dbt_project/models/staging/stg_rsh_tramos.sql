with bronze as (

    {{ current_bronze('rsh_tramos') }}

),

territory_codes as (

    select code, territory_id from {{ ref('territory_codes') }}

),

typed as (

    select
        territory_codes.territory_id,
        bronze.periodo as month,
        cast(substr(bronze.periodo, 1, 4) as integer) as anio,
        cast(nullif(bronze.tramo_40, '') as integer) as persons_40,
        cast(nullif(bronze.tramo_50, '') as integer) as persons_41_50,
        cast(nullif(bronze.tramo_60, '') as integer) as persons_51_60,
        cast(nullif(bronze.tramo_70, '') as integer) as persons_61_70,
        cast(nullif(bronze.tramo_80, '') as integer) as persons_71_80,
        cast(nullif(bronze.tramo_90, '') as integer) as persons_81_90,
        cast(nullif(bronze.tramo_100, '') as integer) as persons_91_100,
        cast(nullif(bronze.total, '') as integer) as persons,
        bronze._corte as cut_date,
        case when bronze._derivada = '1' then 0 else 1 end as official
    from bronze
    inner join territory_codes on bronze.comuna = territory_codes.code

)

select * from typed
