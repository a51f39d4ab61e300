-- Everything that the rules need to know of the offers asked for, one row an offer, one statement.
-- Parameters: offers uuid[], person and audience uuid or null, starts_at and ends_at timestamptz.
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
    coalesce((select code from accounts_audience where id = %(audience)s), '') as audience_code,
    (
        select coalesce(json_agg(json_build_object(
            'id', r.id,
            'name_fr', r.name_fr,
            'name_en', r.name_en,
            'since', g.starts_on,
            'until', g.ends_on,
            'not_for_money', coalesce(g.resale_forbidden, false),
            'audiences', array(
                select ga.audience_id from equipment_loanagreement_audiences ga
                where ga.loanagreement_id = g.id
            )
        ) order by r.position, r.id), '[]')
        from spaces_offerresource m
        join spaces_resource r on r.id = m.resource_id and r.is_active
        left join equipment_machine k on k.resource_id = r.id
        left join equipment_loanagreement g on g.id = k.agreement_id
        where m.offer_id = o.id
    ) as resources
from spaces_offer o
join spaces_site s on s.id = o.site_id and s.is_active
join spaces_policy p on p.id = o.policy_id
left join spaces_hours opening
    on opening.site_id = s.id and opening.kind = 'opening' and opening.is_default
left join spaces_hours attended
    on attended.site_id = s.id and attended.kind = 'attended' and attended.is_default
left join equipment_requirement q on q.offer_id = o.id
left join equipment_category c on c.id = q.category_id
where o.id = any (%(offers)s)
