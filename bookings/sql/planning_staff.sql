-- Who takes what, as one JSON text, for staff: with names, purposes and blocks.
-- The text is put together by hand, because json_build_object costs twice as much a row.
-- Parameters: site uuid (null: every site), person uuid, since, until and now timestamptz,
-- english boolean.
select '{"site":' || coalesce(to_json(%(site)s::uuid)::text, 'null') || ',"resources":['
    || coalesce(string_agg(
        '{"id":' || to_json(r.id) || ',"site":' || to_json(r.site_id)
        || ',"name":'
        || to_json(case when %(english)s and r.name_en <> '' then r.name_en else r.name_fr end)
        || ',"kind":' || to_json(r.kind)
        || ',"offers":' || to_json(array(
            select m.offer_id from spaces_offerresource m
            join spaces_offer o on o.id = m.offer_id
            where m.resource_id = r.id
        ))
        || ',"taken":[' || coalesce(t.periods, '') || ']}',
        ',' order by s.position, r.position, r.name_fr
    ), '') || ']}'
from spaces_resource r
join spaces_site s on s.id = r.site_id and s.is_active
cross join lateral (
    select string_agg(
        '{"starts_at":' || to_json(lower(c.period)) || ',"ends_at":' || to_json(upper(c.period))
        || case when c.held_until is null then ',"held":false' else ',"held":true' end
        || case
            when c.block_id is not null then ',"kind":"block","block":"' || c.block_id || '"'
            else case when b.person_id = %(person)s then ',"kind":"mine"' else ',"kind":"booking"' end
                || ',"state":"' || b.state || '","booking":"' || b.id || '"'
        end
        || ',"who":' || coalesce(to_json(p.name)::text, 'null')
        || ',"label":' || to_json(coalesce(k.note, b.purpose)) || '}',
        ',' order by lower(c.period)
    ) as periods
    from bookings_claim c
    left join bookings_booking b on b.id = c.booking_id
    left join accounts_person p on p.id = b.person_id
    left join bookings_block k on k.id = c.block_id
    where c.active and c.resource_id = r.id
      and c.period && tstzrange(%(since)s, %(until)s)
      and (c.held_until is null or c.held_until > %(now)s)
) t
where (%(site)s::uuid is null or r.site_id = %(site)s) and r.is_active
