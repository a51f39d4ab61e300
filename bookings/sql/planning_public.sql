-- Who takes what, as a JSON text for each resource, for somebody who may not know names: that it is
-- taken, and which of it is one's own. Things of hidden offers alone are not shown.
-- The text is put together by hand, because json_build_object costs twice as much a row; but not
-- into one here: to copy megabytes three times over is a fifth of all that they cost.
-- Parameters: site uuid (null: every site), person uuid or null, since, until and now timestamptz,
-- english boolean.
with mine as (
    -- A buffer may lie in the window though the booking itself does not.
    select b.id, ',"kind":"mine","state":"' || b.state || '","booking":"' || b.id || '"}' as told
    from bookings_booking b, (
        select coalesce(max(greatest(buffer_before_minutes, buffer_after_minutes)), 0)
            * interval '1 minute' as longest
        from spaces_policy
    ) buffer
    where b.person_id = %(person)s
      and b.starts_at < %(until)s + buffer.longest and b.ends_at > %(since)s - buffer.longest
),
taken as (
    select c.resource_id, string_agg(
        '{"starts_at":' || to_json(lower(c.period)) || ',"ends_at":' || to_json(upper(c.period))
        || case when c.held_until is null then ',"held":false' else ',"held":true' end
        || case
            when c.block_id is not null then ',"kind":"block"}'
            else coalesce(mine.told, ',"kind":"booking"}')
        end,
        ',' order by lower(c.period)
    ) as periods
    from bookings_claim c
    left join mine on mine.id = c.booking_id
    where c.active and c.period && tstzrange(%(since)s, %(until)s)
      and (c.held_until is null or c.held_until > %(now)s)
      and (%(site)s::uuid is null
          or c.resource_id in (select id from spaces_resource where site_id = %(site)s))
    group by c.resource_id
),
offered as (
    select m.resource_id, json_agg(m.offer_id)::text as offers
    from spaces_offerresource m
    join spaces_offer o on o.id = m.offer_id and o.is_public
    group by m.resource_id
)
select '{"id":' || to_json(r.id) || ',"site":' || to_json(r.site_id)
        || ',"name":'
        || to_json(case when %(english)s and r.name_en <> '' then r.name_en else r.name_fr end)
        || ',"kind":' || to_json(r.kind)
        || ',"offers":' || o.offers
        || ',"taken":[' || coalesce(t.periods, '') || ']}'
from spaces_resource r
join spaces_site s on s.id = r.site_id and s.is_active
join offered o on o.resource_id = r.id
left join taken t on t.resource_id = r.id
where (%(site)s::uuid is null or r.site_id = %(site)s) and r.is_active
order by s.position, r.position, r.name_fr
