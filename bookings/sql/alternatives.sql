-- What is free instead of a request, best first, one statement: the same offers at near times, then
-- other offers of the first one's kind at the same time, here and at the other sites.
-- Parameters: offers uuid[] and quantities int[] (the request's items), main uuid (its first offer),
-- person and audience uuid or null, party int, starts_at and ends_at timestamptz, now timestamptz,
-- most int or null.
with wanted as (
    select offer_id, sum(quantity)::int as quantity
    from unnest(%(offers)s, %(quantities)s) as asked (offer_id, quantity)
    group by offer_id
),
main as (
    select o.id, o.kind, o.site_id, p.granularity_minutes
    from spaces_offer o join spaces_policy p on p.id = o.policy_id
    where o.id = %(main)s
),
steps as (
    select greatest(granularity_minutes, 30) * n as shift, abs(n) as distance
    from main, generate_series(-6, 12) n where n <> 0
    union all
    select 1440 * n, 20 + n from generate_series(1, 7) n
),
proposals as materialized (
    select
        'other_time' as reason, array(select offer_id from wanted) as offers,
        array(select quantity from wanted) as quantities,
        %(starts_at)s + shift * interval '1 minute' as starts_at,
        %(ends_at)s + shift * interval '1 minute' as ends_at,
        distance as rank
    from steps
    union all
    select
        case when o.site_id = m.site_id then 'other_offer' else 'other_site' end,
        array[o.id], array[(select quantity from wanted where offer_id = m.id)],
        %(starts_at)s, %(ends_at)s,
        case when o.site_id = m.site_id then 0 else 2 end
    from main m
    join spaces_offer o on o.kind = m.kind and o.id <> m.id and o.is_public
    join spaces_site s on s.id = o.site_id and s.is_active
    where (select count(*) from wanted) = 1
    order by rank
)
select a.reason, a.offers, a.quantities, a.starts_at, a.ends_at
from proposals a
where not exists (
    select from unnest(a.offers, a.quantities) as one (offer_id, quantity)
    join spaces_offer o on o.id = one.offer_id
    join spaces_policy p on p.id = o.policy_id
    join spaces_site s on s.id = o.site_id
    left join spaces_hours h
        on h.site_id = o.site_id and h.kind = 'opening' and h.is_default
    left join spaces_hours att
        on att.site_id = o.site_id and att.kind = 'attended' and att.is_default
    left join equipment_requirement q on q.offer_id = o.id
    cross join lateral (
        select q.id is null or exists (
            select from equipment_authorisation u
            where u.person_id = %(person)s and u.category_id = q.category_id
              and u.revoked_at is null
              and (u.valid_until is null or u.valid_until >= a.ends_at)
        ) or (q.mode = 'accompanied' and exists (
            select from spaces_openinterval i
            where i.hours_id = att.id and i.period @> tstzrange(a.starts_at, a.ends_at)
        )) as met
    ) requirement
    where not requirement.met
       or a.starts_at <= %(now)s + (p.notice_minutes - p.granularity_minutes) * interval '1 minute'
       or (a.starts_at at time zone s.time_zone)::date
            > (%(now)s at time zone s.time_zone)::date + p.horizon_days
       or mod(extract(epoch from (a.starts_at at time zone s.time_zone)::time)::int,
            p.granularity_minutes * 60) <> 0
       or mod(extract(epoch from (a.ends_at at time zone s.time_zone)::time)::int,
            p.granularity_minutes * 60) <> 0
       or %(party)s > least(p.max_party_size, s.max_party_size, o.capacity * one.quantity)
       or (o.quantifier = 'all' and one.quantity > 1)
       or a.ends_at - a.starts_at < p.min_minutes * interval '1 minute'
       or a.ends_at - a.starts_at > p.max_minutes * interval '1 minute'
       or (
            exists (select from spaces_policy_audiences x where x.policy_id = p.id)
            and not exists (
                select from spaces_policy_audiences x
                where x.policy_id = p.id and x.audience_id = %(audience)s
            )
       )
       or not exists (
            select from spaces_openinterval i
            where i.hours_id = coalesce(o.hours_id, h.id) and i.period @> a.starts_at
              and (p.span = 'may_span_closed' or upper(i.period) >= a.ends_at)
       )
       or not exists (
            select from spaces_openinterval i
            where i.hours_id = coalesce(o.hours_id, h.id)
              and i.period && tstzrange(a.starts_at, a.ends_at, '[]')
              and lower(i.period) <= a.ends_at and upper(i.period) >= a.ends_at
       )
       or (
            select count(*) filter (where not taken.yes) < case o.quantifier
                when 'all' then greatest(count(*), 1) else one.quantity end
            from spaces_offerresource m
            join spaces_resource r on r.id = m.resource_id and r.is_active
            left join equipment_machine k on k.resource_id = r.id
            left join equipment_loanagreement g on g.id = k.agreement_id
            cross join lateral (
                select coalesce(
                    g.starts_on > (a.starts_at at time zone s.time_zone)::date, false
                ) or coalesce(
                    g.ends_on < ((a.ends_at - interval '1 microsecond')
                        at time zone s.time_zone)::date, false
                ) or (
                    exists (
                        select from equipment_loanagreement_audiences x
                        where x.loanagreement_id = g.id
                    ) and not exists (
                        select from equipment_loanagreement_audiences x
                        where x.loanagreement_id = g.id and x.audience_id = %(audience)s
                    )
                ) or exists (
                    select from bookings_claim c
                    where c.active and c.resource_id = r.id
                      and c.period && tstzrange(
                          a.starts_at - p.buffer_before_minutes * interval '1 minute',
                          a.ends_at + p.buffer_after_minutes * interval '1 minute'
                      )
                      and (c.held_until is null or c.held_until > %(now)s)
                ) as yes
            ) taken
            where m.offer_id = o.id
       )
)
order by a.rank, a.starts_at
limit %(most)s
