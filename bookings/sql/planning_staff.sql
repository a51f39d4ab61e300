-- Who takes what at a site, as one JSON text, for staff: with names, purposes and blocks.
-- Parameters: site uuid (null: every site), person uuid, since and until timestamptz, now timestamptz, english boolean.
with taken as (
    select c.resource_id, json_agg(json_build_object(
        'starts_at', lower(c.period), 'ends_at', upper(c.period),
        'kind', case when c.block_id is not null then 'block'
            when b.person_id = %(person)s then 'mine' else 'booking' end,
        'state', b.state, 'held', c.held_until is not null,
        'booking', c.booking_id, 'block', c.block_id,
        'who', p.name, 'label', coalesce(k.note, b.purpose)
    ) order by c.period) as periods
    from bookings_claim c
    left join bookings_booking b on b.id = c.booking_id
    left join accounts_person p on p.id = b.person_id
    left join bookings_block k on k.id = c.block_id
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
        join spaces_offer o on o.id = m.offer_id
        where m.resource_id = r.id
    ),
    'taken', coalesce(t.periods, '[]')
) order by s.position, r.position, r.name_fr), '[]'))::text
from spaces_resource r
join spaces_site s on s.id = r.site_id and s.is_active
left join taken t on t.resource_id = r.id
where (%(site)s::uuid is null or r.site_id = %(site)s) and r.is_active
