-- Who takes what, as a JSON text for each resource, for staff: with names, purposes and blocks.
-- The text is put together by hand, because json_build_object costs twice as much a row; but not
-- into one here: to copy megabytes three times over is a fifth of all that they cost.
-- Parameters: site uuid (null: every site), person uuid, since, until and now timestamptz,
-- english boolean.
with found as materialized (
    -- Bookings that start in the window in one sweep of an index by site, and hashed: to find each by
    -- its key costs three times as much.
    select c.resource_id, c.booking_id, c.block_id, c.held_until,
        lower(c.period) as starts_at, upper(c.period) as ends_at,
        b.person_id, b.state, b.purpose
    from bookings_claim c
    left join (
        select one.*
        from spaces_site s
        cross join lateral (
            select b.id, b.person_id, b.state, b.purpose
            from bookings_booking b
            where b.site_id = s.id and b.starts_at >= %(since)s and b.starts_at < %(until)s
            offset 0
        ) one
        where %(site)s::uuid is null or s.id = %(site)s
    ) b on b.id = c.booking_id
    where c.active and c.period && tstzrange(%(since)s, %(until)s)
      and (c.held_until is null or c.held_until > %(now)s)
      and (%(site)s::uuid is null
          or c.resource_id in (select id from spaces_resource where site_id = %(site)s))
),
claimed as not materialized (
    select * from found where booking_id is null or state is not null
    union all
    -- The few others by their key: what only reaches into the window, or has come from another site.
    select f.resource_id, f.booking_id, f.block_id, f.held_until, f.starts_at, f.ends_at,
        b.person_id, b.state, b.purpose
    from found f
    cross join lateral (
        select b.person_id, b.state, b.purpose
        from bookings_booking b
        where b.id = f.booking_id
        offset 0
    ) b
    where f.booking_id is not null and f.state is null
),
people as materialized (
    -- A name is written once, not once a booking.
    select p.id, case when p.id = %(person)s then ',"kind":"mine"' else ',"kind":"booking"' end
        || ',"who":' || to_json(p.name) || ',"state":"' as who
    from accounts_person p
    where p.id in (select person_id from claimed)
),
taken as (
    select c.resource_id, string_agg(
        '{"starts_at":' || to_json(c.starts_at) || ',"ends_at":' || to_json(c.ends_at)
        || case when c.held_until is null then ',"held":false' else ',"held":true' end
        || case
            when c.block_id is not null then (
                select ',"kind":"block","who":null,"block":"' || k.id || '","label":'
                    || to_json(k.note) || '}'
                from bookings_block k where k.id = c.block_id
            )
            else coalesce(p.who, ',"kind":"booking","who":null,"state":"') || c.state
                || '","booking":"' || c.booking_id
                || case when c.purpose = '' then '","label":""}'
                    else '","label":' || to_json(c.purpose) || '}' end
        end,
        ',' order by c.starts_at
    ) as periods
    from claimed c
    left join people p on p.id = c.person_id
    group by c.resource_id
),
offered as (
    select m.resource_id, json_agg(m.offer_id)::text as offers
    from spaces_offerresource m
    group by m.resource_id
)
select '{"id":' || to_json(r.id) || ',"site":' || to_json(r.site_id)
        || ',"name":'
        || to_json(case when %(english)s and r.name_en <> '' then r.name_en else r.name_fr end)
        || ',"kind":' || to_json(r.kind)
        || ',"offers":' || coalesce(o.offers, '[]')
        || ',"taken":[' || coalesce(t.periods, '') || ']}'
from spaces_resource r
join spaces_site s on s.id = r.site_id and s.is_active
left join offered o on o.resource_id = r.id
left join taken t on t.resource_id = r.id
where (%(site)s::uuid is null or r.site_id = %(site)s) and r.is_active
order by s.position, r.position, r.name_fr
