-- The head of both statements of occupancy: what the things asked about are, when each offer is
-- open, when each thing is not to be had, and who took it. It ends where the tail goes on.
-- Parameters: sites uuid[], since and until timestamptz, counted text[] (states that count).
with things as (
    select r.id, r.site_id, s.time_zone
    from spaces_resource r
    join spaces_site s on s.id = r.site_id and s.is_active
    where r.is_active and r.site_id = any (%(sites)s::uuid[])
      and exists (select from spaces_offerresource m where m.resource_id = r.id)
),
hours as (
    select i.hours_id, range_agg(i.period * tstzrange(%(since)s, %(until)s)) as periods
    from spaces_openinterval i
    where i.hours_id in (select id from spaces_hours where kind = 'opening')
      and i.period && tstzrange(%(since)s, %(until)s)
    group by i.hours_id
),
offers as (
    select o.id, coalesce(h.periods, '{}') as periods
    from spaces_offer o
    left join spaces_hours usual
        on usual.site_id = o.site_id and usual.kind = 'opening' and usual.is_default
    left join hours h on h.hours_id = coalesce(o.hours_id, usual.id)
),
-- The days that a lender's agreement does not cover, as availability.sql has it.
away as (
    select t.id, tstzmultirange(
            tstzrange(null, g.starts_on::timestamp at time zone t.time_zone)
        ) + case when g.ends_on is null then '{}' else tstzmultirange(
            tstzrange((g.ends_on + 1)::timestamp at time zone t.time_zone, null)
        ) end as periods
    from things t
    join equipment_machine k on k.resource_id = t.id
    join equipment_loanagreement g on g.id = k.agreement_id
),
-- Through the index of the exclusion constraint: what lies outside the period is never read.
found as materialized (
    select t.id as resource_id, c.*
    from things t
    cross join lateral (
        select k.booking_id, k.item_id, k.block_id, k.period * tstzrange(%(since)s, %(until)s) as period
        from bookings_claim k
        where k.active and k.resource_id = t.id and k.period && tstzrange(%(since)s, %(until)s)
        offset 0
    ) c
),
-- Bookings that start in the period in one sweep of an index by site, and hashed; the few others by
-- their key: what only reaches into the period, or has come from another site.
near as materialized (
    select one.*
    from spaces_site s
    cross join lateral (
        select b.id, b.state, tstzrange(b.starts_at, b.ends_at) as period
        from bookings_booking b
        where b.site_id = s.id and b.starts_at >= %(since)s and b.starts_at < %(until)s
        offset 0
    ) one
    where s.id = any (%(sites)s::uuid[])
),
swept as materialized (
    select f.*, b.state, b.period as own
    from found f
    left join near b on b.id = f.booking_id
    where f.booking_id is not null
),
taken as (
    select s.resource_id, s.booking_id, s.item_id, s.state, s.period, s.period * s.own as used
    from swept s
    where s.state is not null
    union all
    select s.resource_id, s.booking_id, s.item_id, b.state, s.period, s.period * b.own
    from swept s
    cross join lateral (
        select b.state, tstzrange(b.starts_at, b.ends_at) as own
        from bookings_booking b
        where b.id = s.booking_id
        offset 0
    ) b
    where s.state is null
),
kept as (
    select * from taken where state = any (%(counted)s::text[]) or state = 'no_show'
),
shut as (
    select t.id, coalesce(a.periods, '{}') as away, coalesce(b.periods, '{}') as blocked
    from things t
    left join away a on a.id = t.id
    left join (
        select resource_id, range_agg(period) as periods
        from found
        where block_id is not null
        group by resource_id
    ) b on b.resource_id = t.id
),
