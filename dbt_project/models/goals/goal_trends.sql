{#- The straight line of each goal by least squares, and how far its points stay from it. Sums run in order
    of time, so that two builds give the same last digit. Without five points there is no line. -#}
with points as (

    select * from {{ ref('goal_trend_points') }}

),

means as (

    select
        line,
        count(*) as points,
        min(x) as x_first,
        max(x) as x_last,
        min(period) as period_from,
        max(period) as period_to,
        min(trend_scale) as trend_scale,
        max(half_case) as half_case,
        sum(x order by x) / count(*) as x_mean,
        sum(level order by x) / count(*) as level_mean
    from points
    group by line

),

centred as (

    select
        points.line,
        points.x - means.x_mean as across,
        points.level - means.level_mean as up
    from points
    inner join means on points.line = means.line
    where means.points >= 5

),

slopes as (

    select
        line,
        sum(across * across order by across) as x_spread,
        sum(across * up order by across) / sum(across * across order by across) as slope
    from centred
    group by line

),

-- the squares are of what is left, not a difference of sums: a perfect line leaves nothing
left_over as (

    select
        centred.line,
        sum(
            (centred.up - slopes.slope * centred.across) * (centred.up - slopes.slope * centred.across)
            order by centred.across
        ) as squares
    from centred
    inner join slopes on centred.line = slopes.line
    group by centred.line

),

final as (

    select
        means.line,
        means.points,
        means.period_from,
        means.period_to,
        means.x_first,
        means.x_last,
        means.trend_scale,
        means.half_case,
        means.x_mean,
        slopes.x_spread,
        means.level_mean,
        slopes.slope,
        sqrt(left_over.squares / (means.points - 2)) as deviation
    from means
    left join slopes on means.line = slopes.line
    left join left_over on means.line = left_over.line

)

select * from final
