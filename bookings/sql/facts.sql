-- Everything that is to be known of the offers asked for, one row an offer, one statement: what the
-- rules need, the tariffs of the day as memberships/sql/prices.sql has them, and of each resource
-- what lies on its time: is it taken, which lapsed holds stand in the way, and how long is the gap
-- around it (bounded to twelve hours each side, so that history costs nothing).
-- Parameters: offers uuid[], person and audience uuid or null, starts_at, ends_at and now
-- timestamptz, mine uuid or null (a booking that is moving; its own claims do not count).
select
    o.id, o.kind, o.name_fr, o.name_en, o.quantifier, o.choose_by_name, o.is_public, o.capacity,
    s.id, s.name_fr, s.name_en, s.time_zone, s.telephone, s.max_party_size,
    p.granularity_minutes, p.min_minutes, p.max_minutes, p.span, p.notice_minutes,
    p.horizon_days, p.change_notice_minutes, p.buffer_before_minutes, p.buffer_after_minutes,
    p.hold_minutes, p.needs_approval, p.max_party_size,
    array(
        select pa.audience_id from spaces_policy_audiences pa where pa.policy_id = p.id
    ) as audiences,
    exists (
        select from spaces_openinterval i
        where i.hours_id = coalesce(o.hours_id, opening.id)
          and i.period @> tstzrange(%(starts_at)s, %(ends_at)s)
    ) as open_throughout,
    exists (
        select from spaces_openinterval i
        where i.hours_id = coalesce(o.hours_id, opening.id) and i.period @> %(starts_at)s
    ) and exists (
        select from spaces_openinterval i
        where i.hours_id = coalesce(o.hours_id, opening.id)
          and i.period && tstzrange(%(starts_at)s, %(ends_at)s, '[]')
          and lower(i.period) <= %(ends_at)s and upper(i.period) >= %(ends_at)s
    ) as open_at_both_ends,
    exists (
        select from spaces_openinterval i
        where i.hours_id = attended.id and i.period @> tstzrange(%(starts_at)s, %(ends_at)s)
    ) as attended_throughout,
    q.mode, q.category_id, c.name_fr, c.name_en,
    exists (
        select from equipment_authorisation a
        where a.category_id = q.category_id and a.person_id = %(person)s
          and a.revoked_at is null and (a.valid_until is null or a.valid_until >= %(ends_at)s)
    ) as authorised,
    (select code from accounts_audience where id = %(audience)s) as audience_code,
    (
        select coalesce(json_agg(json_build_array(t.unit, t.price_cents, t.vat_rate::text)
                                 order by t.audience_id nulls first), '[]')
        from memberships_tariff t
        where t.offer_id = o.id
          and (t.audience_id is null or t.audience_id = %(audience)s)
          and t.valid_from <= asked.day and (t.valid_until is null or t.valid_until > asked.day)
    ) as tariffs,
    (
        select coalesce(json_agg(json_build_object(
            'id', r.id,
            'name_fr', r.name_fr,
            'name_en', r.name_en,
            'since', g.starts_on,
            'until', g.ends_on,
            'not_for_money', g.resale_forbidden,
            'audiences', array(
                select ga.audience_id from equipment_loanagreement_audiences ga
                where ga.loanagreement_id = g.id
            ),
            'taken', lying.taken,
            'lapsed', lying.lapsed,
            'gap', lying.gap
        ) order by r.position, r.id), '[]')
        from spaces_offerresource m
        join spaces_resource r on r.id = m.resource_id and r.is_active
        left join equipment_machine k on k.resource_id = r.id
        left join equipment_loanagreement g on g.id = k.agreement_id
        cross join lateral (
            select
                bool_or(n.live and n.period && asked.widened) as taken,
                array_agg(distinct n.booking_id)
                    filter (where not n.live and n.period && asked.widened) as lapsed,
                extract(epoch from
                    coalesce(min(lower(n.period)) filter (where n.live and n.period >> asked.widened),
                             upper(asked.around))
                    - coalesce(max(upper(n.period)) filter (where n.live and n.period << asked.widened),
                               lower(asked.around))
                ) as gap
            from (
                select l.period, l.booking_id, l.held_until is null or l.held_until > %(now)s as live
                from bookings_claim l
                where l.active and l.resource_id = r.id and l.period && asked.around
                  -- A block has no booking: it is nobody's own, also where nothing moves.
                  and (l.booking_id = %(mine)s::uuid) is not true
            ) n
        ) lying
        where m.offer_id = o.id
    ) as resources
from spaces_offer o
join spaces_site s on s.id = o.site_id and s.is_active
join spaces_policy p on p.id = o.policy_id
cross join lateral (
    -- What is longer than the policy lets is refused by a rule: no more is looked at than that.
    select
        (%(starts_at)s at time zone s.time_zone)::date as day,
        tstzrange(first, last) as widened,
        tstzrange(first - interval '12 hours', last + interval '12 hours') as around
    from (
        select
            %(starts_at)s - make_interval(mins => p.buffer_before_minutes) as first,
            least(%(ends_at)s, %(starts_at)s + make_interval(mins => p.max_minutes))
                + make_interval(mins => p.buffer_after_minutes) as last
    ) ends
) asked
left join spaces_hours opening
    on opening.site_id = s.id and opening.kind = 'opening' and opening.is_default
left join spaces_hours attended
    on attended.site_id = s.id and attended.kind = 'attended' and attended.is_default
left join equipment_requirement q on q.offer_id = o.id
left join equipment_category c on c.id = q.category_id
where o.id = any (%(offers)s)
