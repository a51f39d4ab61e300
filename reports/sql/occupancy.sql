-- The tail of claims.sql: a whole report of occupancy as one JSON text (reports/definitions.py).
-- Parameters besides: row_kind text (site, offer, resource), english boolean.
through as (
    -- What is added up: a thing in all of its offers, or a thing in one offer, its own or one by
    -- which it was booked.
    select t.id as resource_id, null::uuid as offer_id, coalesce(range_agg(o.periods), '{}') as periods
    from things t
    join spaces_offerresource m on m.resource_id = t.id
    join offers o on o.id = m.offer_id
    group by t.id
    union all
    select pair.resource_id, pair.offer_id, o.periods
    from (
        select m.resource_id, m.offer_id
        from things t join spaces_offerresource m on m.resource_id = t.id
        union
        select k.resource_id, i.offer_id
        from kept k join bookings_bookingitem i on i.id = k.item_id
    ) pair
    join offers o on o.id = pair.offer_id
    where %(row_kind)s::text = 'offer'
),
claims as (
    select resource_id, null::uuid as offer_id, state, period, used from kept
    union all
    select k.resource_id, i.offer_id, k.state, k.period, k.used
    from kept k
    join bookings_bookingitem i on i.id = k.item_id
    where %(row_kind)s::text = 'offer'
),
sums as (
    select
        resource_id, offer_id, range_agg(period) as whole,
        range_agg(used) filter (where state <> 'no_show') as used,
        range_agg(used) filter (where state = 'no_show') as missed
    from claims
    group by resource_id, offer_id
),
-- Every figure as the time that it is, not yet as minutes.
times as materialized (
    select
        u.resource_id, u.offer_id, t.site_id, t.time_zone,
        u.periods - s.away - s.blocked as open,
        (u.periods - s.away) * s.blocked as blocked,
        coalesce(c.used, '{}') * (u.periods - s.away - s.blocked) as claimed,
        coalesce(c.used, '{}') - (u.periods - s.away - s.blocked) as outside,
        coalesce(c.missed, '{}') * (u.periods - s.away - s.blocked) as no_show,
        (coalesce(c.whole, '{}') - coalesce(c.used, '{}') - coalesce(c.missed, '{}'))
            * (u.periods - s.away - s.blocked) as buffers
    from through u
    join things t on t.id = u.resource_id
    join shut s on s.id = u.resource_id
    left join sums c on c.resource_id = u.resource_id and c.offer_id is not distinct from u.offer_id
),
lengths as (
    select t.resource_id, t.offer_id, t.site_id, l.*
    from times t
    cross join lateral (
        select
            coalesce(sum(upper(p) - lower(p)) filter (where kind = 'open'), '0') as open,
            coalesce(sum(upper(p) - lower(p)) filter (where kind = 'claimed'), '0') as claimed,
            coalesce(sum(upper(p) - lower(p)) filter (where kind = 'no_show'), '0') as no_show,
            coalesce(sum(upper(p) - lower(p)) filter (where kind = 'outside'), '0') as outside,
            coalesce(sum(upper(p) - lower(p)) filter (where kind = 'buffers'), '0') as buffers,
            coalesce(sum(upper(p) - lower(p)) filter (where kind = 'blocked'), '0') as blocked
        from (
            values ('open', t.open), ('claimed', t.claimed), ('no_show', t.no_show),
                ('outside', t.outside), ('buffers', t.buffers), ('blocked', t.blocked)
        ) each (kind, periods), unnest(each.periods) p
    ) l
),
keyed as (
    select
        case %(row_kind)s::text
            when 'offer' then offer_id when 'site' then site_id else resource_id
        end as key, *
    from lengths
    where (offer_id is not null) = (%(row_kind)s::text = 'offer')
),
added as (
    select key, count(*) as resources, sum(open) as open, sum(claimed) as claimed,
        sum(no_show) as no_show, sum(outside) as outside, sum(buffers) as buffers,
        sum(blocked) as blocked
    from keyed
    group by key
    union all
    select null, count(*), sum(open), sum(claimed), sum(no_show), sum(outside), sum(buffers),
        sum(blocked)
    from lengths
    where offer_id is null
),
minutes as (
    select key, json_build_object(
        'resources', resources,
        'open', round(coalesce(extract(epoch from open), 0) / 60)::int,
        'claimed', round(coalesce(extract(epoch from claimed), 0) / 60)::int,
        'no_show', round(coalesce(extract(epoch from no_show), 0) / 60)::int,
        'outside', round(coalesce(extract(epoch from outside), 0) / 60)::int,
        'buffers', round(coalesce(extract(epoch from buffers), 0) / 60)::int,
        'blocked', round(coalesce(extract(epoch from blocked), 0) / 60)::int
    ) as minutes
    from added
),
named as (
    select s.id, s.id as site_id, s.name_fr, s.name_en, 0 as place, '' as kind
    from spaces_site s where %(row_kind)s::text = 'site'
    union all
    select o.id, o.site_id, o.name_fr, o.name_en, o.position, ''
    from spaces_offer o where %(row_kind)s::text = 'offer'
    union all
    select r.id, r.site_id, r.name_fr, r.name_en, r.position, r.kind
    from spaces_resource r where %(row_kind)s::text = 'resource'
),
rows as (
    select json_agg(json_build_object(
        'id', n.id,
        'name', case when %(english)s and n.name_en <> '' then n.name_en else n.name_fr end,
        'site', s.id,
        'site_name', case when %(english)s and s.name_en <> '' then s.name_en else s.name_fr end,
        'minutes', m.minutes
    ) order by s.position, s.name_fr, n.place, n.name_fr, n.id) as rows
    from minutes m
    join named n on n.id = m.key
    join spaces_site s on s.id = n.site_id
),
-- How many things are open and how many are claimed, from one instant to the next: the steps of a
-- stair, cut at each quarter of an hour, because every wall clock's hours begin at one.
edges as (
    select time_zone, at, sum(open) as open, sum(claimed) as claimed
    from (
        select t.time_zone, lower(p) as at, 1 as open, 0 as claimed
        from times t, unnest(t.open) p where t.offer_id is null
        union all
        select t.time_zone, upper(p), -1, 0
        from times t, unnest(t.open) p where t.offer_id is null
        union all
        select t.time_zone, lower(p), 0, 1
        from times t, unnest(t.claimed) p where t.offer_id is null
        union all
        select t.time_zone, upper(p), 0, -1
        from times t, unnest(t.claimed) p where t.offer_id is null
        union all
        select z.time_zone, quarter, 0, 0
        from (select distinct time_zone from things) z, generate_series(
            date_bin('15 minutes', %(since)s, '2000-01-01 00:00+00'), %(until)s, '15 minutes'
        ) quarter
    ) every
    group by time_zone, at
),
steps as (
    select
        time_zone, at, lead(at) over each - at as length,
        sum(open) over each as open, sum(claimed) over each as claimed
    from edges
    window each as (partition by time_zone order by at)
),
slices as (
    select time_zone, at at time zone time_zone as wall,
        length * open as open, length * claimed as claimed
    from steps
    where open > 0 and length is not null
),
heat as (
    select json_agg(json_build_object(
        'weekday', weekday, 'hour', hour,
        'open', round(extract(epoch from open) / 60)::int,
        'claimed', round(extract(epoch from claimed) / 60)::int
    ) order by weekday, hour) as heat
    from (
        select extract(isodow from wall)::int as weekday, extract(hour from wall)::int as hour,
            sum(open) as open, sum(claimed) as claimed
        from slices
        group by 1, 2
    ) cells
),
weeks as (
    select json_agg(json_build_object(
        'monday', monday, 'whole', whole,
        'open', round(extract(epoch from open) / 60)::int,
        'claimed', round(extract(epoch from claimed) / 60)::int
    ) order by monday) as weeks
    from (
        select monday, sum(open) as open, sum(claimed) as claimed, bool_and(
            monday::timestamp at time zone time_zone >= %(since)s
            and (monday + 7)::timestamp at time zone time_zone <= %(until)s
        ) as whole
        from (
            select time_zone, date_trunc('week', wall)::date as monday, open, claimed from slices
        ) dated
        group by monday
    ) added
)
select json_build_object(
    'totals', (select minutes from minutes where key is null),
    'rows', coalesce((select rows from rows), '[]'),
    'heat', coalesce((select heat from heat), '[]'),
    'weeks', coalesce((select weeks from weeks), '[]')
)::text
