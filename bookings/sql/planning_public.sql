-- Who takes what, as one JSON text, for somebody who may not know names: that a thing is taken, and
-- which of it is one's own. Things of hidden offers alone are not shown.
-- The text is put together by hand, because json_build_object costs twice as much a row.
-- Parameters: site uuid (null: every site), person uuid or null, since, until and now timestamptz,
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
)
select '{"site":' || coalesce(to_json(%(site)s::uuid)::text, 'null') || ',"resources":['
    || coalesce(string_agg(
        '{"id":' || to_json(r.id) || ',"site":' || to_json(r.site_id)
        || ',"name":'
        || to_json(case when %(english)s and r.name_en <> '' then r.name_en else r.name_fr end)
        || ',"kind":' || to_json(r.kind)
        || ',"offers":' || to_json(array(
            select m.offer_id from spaces_offerresource m
            join spaces_offer o on o.id = m.offer_id and o.is_public
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
            when c.booking_id = any (array(select id from mine))
                then ',"kind":"mine","state":"'
                    || (select m.state from mine m where m.id = c.booking_id)
                    || '","booking":"' || c.booking_id || '"}'
            when c.block_id is null then ',"kind":"booking"}'
            else ',"kind":"block"}'
        end,
        ',' order by lower(c.period)
    ) as periods
    from bookings_claim c
    where c.active and c.resource_id = r.id
      and c.period && tstzrange(%(since)s, %(until)s)
      and (c.held_until is null or c.held_until > %(now)s)
) t
where (%(site)s::uuid is null or r.site_id = %(site)s) and r.is_active
  and exists (
      select from spaces_offerresource m join spaces_offer o on o.id = m.offer_id and o.is_public
      where m.resource_id = r.id
  )
