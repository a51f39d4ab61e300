-- What is free instead of a request, best first, with its price, one statement: the same offers at
-- near times and on the next days, mixed with offers of the same kind at the same time, here and at
-- other sites. Proposals are looked at in their order, and no further than `most` need.
-- Parameters: offers uuid[], quantities int[] and named uuid[] (the request's items; a resource is
-- named where no other will do), main uuid (its first offer), elsewhere boolean (whether other
-- offers will do) and sites uuid[] or null (of which sites), person and audience uuid or null, party
-- int, starts_at, ends_at and now timestamptz, mine uuid or null (a booking that is moving: its own
-- claims do not count, its own time is no alternative), most int or null.
with wanted as materialized (
    select offer_id, sum(quantity)::int as quantity,
        case when bool_and(resource_id is not null) then array_agg(resource_id) end as named
    from unnest(%(offers)s::uuid[], %(quantities)s::int[], %(named)s::uuid[])
        as asked (offer_id, quantity, resource_id)
    group by offer_id
),
main as materialized (
    select o.kind, o.site_id, s.time_zone, greatest(p.granularity_minutes, 30) as step,
        %(ends_at)s::timestamptz - %(starts_at)s::timestamptz as length
    from spaces_offer o
    join spaces_policy p on p.id = o.policy_id
    join spaces_site s on s.id = o.site_id
    where o.id = %(main)s
),
proposals as (
    select 'other_time' as reason, null::uuid as offer_id, starts_at,
        starts_at + length as ends_at, rank
    from (
        select length, abs(n) as rank, %(starts_at)s + n * step * interval '1 minute' as starts_at
        from main, generate_series(-6, 12) n
        where n <> 0
        union all
        select length, 20 + n,
            (%(starts_at)s at time zone time_zone + n * interval '1 day') at time zone time_zone
        from main, generate_series(1, 7) n
    ) times
    where tstzrange(starts_at, starts_at + length) is distinct from (
        select tstzrange(b.starts_at, b.ends_at) from bookings_booking b where b.id = %(mine)s
    )
    union all
    select reason, id, %(starts_at)s, %(ends_at)s, rank
    from (
        select o.id,
            case when o.site_id = m.site_id then 'other_offer' else 'other_site' end as reason,
            row_number() over (
                partition by o.site_id = m.site_id order by o.position, o.name_fr, o.id
            ) + case when o.site_id = m.site_id then -1 else 1 end as rank
        from main m
        join spaces_offer o on o.kind = m.kind and o.id <> %(main)s and o.is_public
        join spaces_site s on s.id = o.site_id and s.is_active
        where %(elsewhere)s and (%(sites)s::uuid[] is null or o.site_id = any (%(sites)s))
    ) others
    where rank <= 12
),
found as materialized (
    select a.reason, a.offer_id, a.starts_at, a.ends_at, a.rank
    from (select * from proposals order by rank, reason, starts_at) a
    where not exists (
        select from wanted w
        join spaces_offer o on o.id = coalesce(a.offer_id, w.offer_id)
        join spaces_policy p on p.id = o.policy_id
        join spaces_site s on s.id = o.site_id
        cross join lateral (
            select
                (a.starts_at at time zone s.time_zone) as first,
                (a.ends_at at time zone s.time_zone) as last,
                ((a.ends_at - interval '1 microsecond') at time zone s.time_zone)::date as last_day,
                coalesce(o.hours_id, (
                    select h.id from spaces_hours h
                    where h.site_id = s.id and h.kind = 'opening' and h.is_default
                )) as hours_id,
                tstzrange(
                    a.starts_at - p.buffer_before_minutes * interval '1 minute',
                    a.ends_at + p.buffer_after_minutes * interval '1 minute'
                ) as widened
        ) its
        where a.ends_at <= %(now)s
           or a.starts_at
                <= %(now)s + (p.notice_minutes - p.granularity_minutes) * interval '1 minute'
           or its.first::date > (%(now)s at time zone s.time_zone)::date + p.horizon_days
           or mod(extract(epoch from its.first::time)::int, p.granularity_minutes * 60) <> 0
           or mod(extract(epoch from its.last::time)::int, p.granularity_minutes * 60) <> 0
           or a.ends_at - a.starts_at < p.min_minutes * interval '1 minute'
           or a.ends_at - a.starts_at > p.max_minutes * interval '1 minute'
           or %(party)s > least(p.max_party_size, s.max_party_size, o.capacity * w.quantity)
           or (o.quantifier = 'all' and w.quantity > 1)
           or not exists (
                select from spaces_openinterval i
                where i.hours_id = its.hours_id and i.period @> a.starts_at
                  and (p.span = 'may_span_closed' or upper(i.period) >= a.ends_at)
           )
           or (p.span = 'may_span_closed' and not exists (
                select from spaces_openinterval i
                where i.hours_id = its.hours_id
                  and i.period && tstzrange(a.ends_at - interval '1 microsecond', a.ends_at, '[]')
           ))
           or (
                exists (select from spaces_policy_audiences x where x.policy_id = p.id)
                and not exists (
                    select from spaces_policy_audiences x
                    where x.policy_id = p.id and x.audience_id = %(audience)s
                )
           )
           or exists (
                select from equipment_requirement q
                where q.offer_id = o.id
                  and not exists (
                    select from equipment_authorisation u
                    where u.person_id = %(person)s and u.category_id = q.category_id
                      and u.revoked_at is null
                      and (u.valid_until is null or u.valid_until >= a.ends_at)
                  )
                  and (q.mode = 'autonomous' or not exists (
                    select from spaces_openinterval i
                    join spaces_hours h on h.id = i.hours_id
                    where h.site_id = s.id and h.kind = 'attended' and h.is_default
                      and i.period @> tstzrange(a.starts_at, a.ends_at)
                  ))
           )
           or not exists (
                select from memberships_tariff t
                where t.offer_id = o.id
                  and (t.audience_id is null or t.audience_id = %(audience)s)
                  and t.valid_from <= its.first::date
                  and (t.valid_until is null or t.valid_until > its.first::date)
           )
           or (
                select count(*) from (
                    select
                    from (
                        -- First the members, then their rows: `offset 0` keeps it in this order.
                        select resource_id from spaces_offerresource where offer_id = o.id offset 0
                    ) m
                    join spaces_resource r on r.id = m.resource_id and r.is_active
                    left join equipment_machine k on k.resource_id = r.id
                    left join equipment_loanagreement g on g.id = k.agreement_id
                    where (a.offer_id is not null or w.named is null or r.id = any (w.named))
                      and (g.id is null or (
                        g.starts_on <= its.first::date
                        and (g.ends_on is null or g.ends_on >= its.last_day)
                        and (
                            not exists (
                                select from equipment_loanagreement_audiences x
                                where x.loanagreement_id = g.id
                            )
                            or exists (
                                select from equipment_loanagreement_audiences x
                                where x.loanagreement_id = g.id and x.audience_id = %(audience)s
                            )
                        )
                      ))
                      and not exists (
                        select from bookings_claim c
                        where c.active and c.resource_id = r.id and c.period && its.widened
                          and (c.held_until is null or c.held_until > %(now)s)
                          and (c.booking_id = %(mine)s::uuid) is not true
                      )
                    limit case o.quantifier when 'any' then w.quantity end
                ) free
           ) < case o.quantifier when 'any' then w.quantity else greatest(1, (
                select count(*) from spaces_offerresource m
                join spaces_resource r on r.id = m.resource_id and r.is_active
                where m.offer_id = o.id
           )) end
    )
    order by a.rank, a.reason, a.starts_at
    limit %(most)s
)
select
    f.reason, f.offer_id, f.starts_at, f.ends_at,
    o.name_fr, o.name_en, s.id, s.name_fr, s.name_en, s.time_zone, priced.offers
from found f
join spaces_offer o on o.id = coalesce(f.offer_id, %(main)s)
join spaces_site s on s.id = o.site_id
cross join lateral (
    select json_object_agg(w.id, json_build_object(
        'tariffs', (
            select json_agg(json_build_array(t.unit, t.price_cents, t.vat_rate::text)
                            order by t.audience_id nulls first)
            from memberships_tariff t
            where t.offer_id = w.id
              and (t.audience_id is null or t.audience_id = %(audience)s)
              and t.valid_from <= its.day and (t.valid_until is null or t.valid_until > its.day)
        ),
        'not_for_money', exists (
            select from spaces_offerresource m
            join spaces_resource r on r.id = m.resource_id and r.is_active
            join equipment_machine k on k.resource_id = r.id
            join equipment_loanagreement g on g.id = k.agreement_id
            where m.offer_id = w.id and g.resale_forbidden
        )
    )) as offers
    from (select coalesce(f.offer_id, offer_id) as id from wanted) w
    cross join (select (f.starts_at at time zone s.time_zone)::date as day) its
) priced
order by f.rank, f.reason, f.starts_at
