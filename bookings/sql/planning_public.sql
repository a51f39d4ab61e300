-- Who takes what at a site, as one JSON text, for somebody who may not know names: that a thing is
-- taken, and which of it is one's own.
-- Parameters: site uuid (null: every site), person uuid or null, since and until timestamptz, now timestamptz,
-- english boolean.
with mine as (
    -- A buffer may lie in the window though the booking itself does not.
    select b.id, b.state
    from bookings_booking b, (
        select coalesce(max(greatest(buffer_before_minutes, buffer_after_minutes)), 0)
            * interval '1 minute' as longest
        from spaces_policy
    ) buffer
    where b.person_id = %(person)s
      and b.starts_at < %(until)s + buffer.longest and b.ends_at > %(since)s - buffer.longest
),
taken as (
    select c.resource_id, json_agg(
        case
            when m.id is not null then json_build_object(
                'starts_at', lower(c.period), 'ends_at', upper(c.period), 'kind', 'mine',
                'state', m.state, 'held', c.held_until is not null, 'booking', m.id
            )
            else json_build_object(
                'starts_at', lower(c.period), 'ends_at', upper(c.period),
                'kind', case when c.block_id is null then 'booking' else 'block' end,
                'held', c.held_until is not null
            )
        end order by c.period
    ) as periods
    from bookings_claim c
    left join mine m on m.id = c.booking_id
    where c.active
      and c.resource_id in (select id from spaces_resource where %(site)s::uuid is null or site_id = %(site)s)
      and c.period && tstzrange(%(since)s, %(until)s)
      and (c.held_until is null or c.held_until > %(now)s)
    group by c.resource_id
)
select json_build_object('site', %(site)s::uuid, 'resources', coalesce(json_agg(json_build_object(
    'id', r.id, 'site', r.site_id, 'name', case when %(english)s and r.name_en <> '' then r.name_en else r.name_fr end,
    'kind', r.kind,
    'offers', array(
        select m.offer_id from spaces_offerresource m
        join spaces_offer o on o.id = m.offer_id and o.is_public
        where m.resource_id = r.id
    ),
    'taken', coalesce(t.periods, '[]')
) order by s.position, r.position, r.name_fr), '[]'))::text
from spaces_resource r
join spaces_site s on s.id = r.site_id and s.is_active
left join taken t on t.resource_id = r.id
where (%(site)s::uuid is null or r.site_id = %(site)s) and r.is_active
