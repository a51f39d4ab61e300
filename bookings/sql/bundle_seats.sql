-- What each offer of a bundle has free at each of several times, so that offers which share resources
-- can be seated together: one row a time and offer, in the order given.
-- Parameters: offers uuid[], starts and ends timestamptz[] (the times), audience uuid or null, now
-- timestamptz, mine uuid or null (a booking that is moving: its own claims do not count).
select a.place, o.id, o.quantifier = 'all', coalesce(array_agg(r.id) filter (where r.id is not null), '{}')
from unnest(%(starts)s, %(ends)s) with ordinality as a (starts_at, ends_at, place)
cross join spaces_offer o
join spaces_policy p on p.id = o.policy_id
join spaces_site s on s.id = o.site_id
join spaces_offerresource m on m.offer_id = o.id
left join lateral (
    select thing.id
    from spaces_resource thing
    left join equipment_machine k on k.resource_id = thing.id
    left join equipment_loanagreement g on g.id = k.agreement_id
    where thing.id = m.resource_id and thing.is_active
      and (g.starts_on is null or g.starts_on <= (a.starts_at at time zone s.time_zone)::date)
      and (g.ends_on is null or g.ends_on
          >= ((a.ends_at - interval '1 microsecond') at time zone s.time_zone)::date)
      and (
        not exists (
            select from equipment_loanagreement_audiences x where x.loanagreement_id = g.id
        )
        or exists (
            select from equipment_loanagreement_audiences x
            where x.loanagreement_id = g.id and x.audience_id = %(audience)s
        )
      )
      and not exists (
        select from bookings_claim c
        where c.active and c.resource_id = thing.id
          and c.period && tstzrange(
              a.starts_at - p.buffer_before_minutes * interval '1 minute',
              a.ends_at + p.buffer_after_minutes * interval '1 minute'
          )
          and (c.held_until is null or c.held_until > %(now)s)
          and (c.booking_id = %(mine)s::uuid) is not true
      )
) r on true
where o.id = any (%(offers)s)
group by a.place, o.id
order by a.place
