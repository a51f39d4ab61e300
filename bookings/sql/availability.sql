-- Bookable periods of offers over a window, as one JSON text, by arithmetic on ranges.
-- free = open hours (or the whole window, where a booking may span closed hours) minus active
-- claims, each widened by the buffers of whoever would come next to it, minus the days that a
-- lender's agreement does not cover; a lapsed hold is free.
-- Parameters: site uuid or null, offers uuid[] or null, kind text or null, staff boolean (who see
-- hidden offers, and whom neither notice nor horizon binds), since, until and now timestamptz,
-- english boolean, and public holidays as holiday_sites uuid[], holiday_starts and holiday_ends
-- timestamptz[], holiday_names text[].
with asked as (
    select
        o.id, o.site_id, o.quantifier, p.min_minutes, p.span, s.time_zone,
        coalesce(o.hours_id, opening.id) as hours_id, attended.id as attended_id,
        p.buffer_before_minutes * interval '1 minute' as before,
        p.buffer_after_minutes * interval '1 minute' as after,
        -- In three parts: a notice that reaches beyond the horizon leaves nothing, and fails nothing.
        tstzmultirange(tstzrange(%(since)s, %(until)s))
            -- The rules ask for a start after this instant; starts are whole minutes.
            * tstzmultirange(tstzrange(
                date_trunc('minute', %(now)s + interval '1 minute' * (
                    1 + case when %(staff)s then -p.max_minutes
                        else p.notice_minutes - p.granularity_minutes end
                )),
                null
            ))
            * tstzmultirange(tstzrange(
                null, case when not %(staff)s then (
                    date_trunc('day', %(now)s at time zone s.time_zone)
                    + (p.horizon_days + 1) * interval '1 day'
                ) at time zone s.time_zone end
            )) as reach
    from spaces_offer o
    join spaces_policy p on p.id = o.policy_id
    join spaces_site s on s.id = o.site_id and s.is_active
    left join spaces_hours opening
        on opening.site_id = s.id and opening.kind = 'opening' and opening.is_default
    left join spaces_hours attended
        on attended.site_id = s.id and attended.kind = 'attended' and attended.is_default
    where (o.is_public or %(staff)s)
      and (%(site)s::uuid is null or o.site_id = %(site)s)
      and (%(offers)s::uuid[] is null or o.id = any (%(offers)s))
      and (%(kind)s::text is null or o.kind = %(kind)s)
),
hours as (
    select i.hours_id, range_agg(i.period * tstzrange(%(since)s, %(until)s)) as periods
    from spaces_openinterval i
    where i.hours_id in (select hours_id from asked union select attended_id from asked)
      and i.period && tstzrange(%(since)s, %(until)s)
    group by i.hours_id
),
-- What is lent, where the lender's agreement begins or ends within the window or outside it.
lent as (
    select k.resource_id, g.starts_on, g.ends_on + 1 as gone_on
    from equipment_loanagreement g
    join equipment_machine k on k.agreement_id = g.id
    where g.starts_on > %(since)s::date - 1 or g.ends_on < %(until)s::date + 1
),
taken as (
    select
        a.id, case a.quantifier when 'all' then null else m.resource_id end as unit,
        range_agg(case when g.resource_id is null then c.periods else
            coalesce(c.periods, '{}')
                + tstzmultirange(tstzrange(null, g.starts_on::timestamp at time zone a.time_zone))
                + case when g.gone_on is null then '{}' else tstzmultirange(
                    tstzrange(g.gone_on::timestamp at time zone a.time_zone, null)
                ) end
        end) as periods
    from asked a
    join spaces_offerresource m on m.offer_id = a.id
    join spaces_resource r on r.id = m.resource_id and r.is_active
    left join lent g on g.resource_id = r.id
    cross join lateral (
        select range_agg(tstzrange(lower(k.period) - a.after, upper(k.period) + a.before))
            as periods
        from bookings_claim k
        where k.active and k.resource_id = r.id
          and k.period && tstzrange(%(since)s - a.before, %(until)s + a.after)
          and (k.held_until is null or k.held_until > %(now)s)
    ) c
    group by a.id, unit
),
base as (
    select
        a.id, a.min_minutes * interval '1 minute' as least, t.periods as taken,
        case a.span when 'may_span_closed' then a.reach
            else a.reach * coalesce(h.periods, '{}') end as reach
    from taken t
    join asked a on a.id = t.id
    left join hours h on h.hours_id = a.hours_id
),
gaps as (
    select b.id, lower(gap) as starts_at, upper(gap) as ends_at
    from base b, unnest(b.reach - coalesce(b.taken, '{}')) as gap
    where upper(gap) - lower(gap) >= b.least
),
changes as (
    select id, at, sum(change) as change
    from (
        select id, starts_at as at, 1 as change from gaps
        union all
        select id, ends_at, -1 from gaps
    ) edges
    group by id, at
    having sum(change) <> 0
),
counted as (
    select
        id, at as starts_at, lead(at) over each as ends_at,
        sum(change) over (partition by id order by at) as count
    from changes
    window each as (partition by id order by at)
),
shut as (
    select c.site_id, c.starts_at, c.ends_at,
        case when %(english)s and c.reason_en <> '' then c.reason_en else c.reason_fr end as reason
    from spaces_closure c
    where c.site_id in (select site_id from asked)
      and c.starts_at < %(until)s and c.ends_at > %(since)s
    union all
    select h.site_id, lower(piece), upper(piece), h.reason
    from unnest(
        %(holiday_sites)s::uuid[], %(holiday_starts)s::timestamptz[],
        %(holiday_ends)s::timestamptz[], %(holiday_names)s::text[]
    ) as h (site_id, starts_at, ends_at, reason)
    left join spaces_hours o
        on o.site_id = h.site_id and o.kind = 'opening' and o.is_default
    left join hours opened on opened.hours_id = o.id,
    unnest(tstzmultirange(tstzrange(h.starts_at, h.ends_at)) - coalesce(opened.periods, '{}')) piece
),
free as (
    select id, json_agg(json_build_object(
        'starts_at', starts_at, 'ends_at', ends_at, 'count', count
    ) order by starts_at) as free
    from counted where count > 0
    group by id
)
select coalesce(json_agg(json_build_object(
    'offer', a.id,
    'open', coalesce((
        select json_agg(json_build_object('starts_at', lower(i), 'ends_at', upper(i)))
        from unnest(opened.periods) i
    ), '[]'),
    'attended', coalesce((
        select json_agg(json_build_object('starts_at', lower(i), 'ends_at', upper(i)))
        from unnest(manned.periods) i
    ), '[]'),
    'free', coalesce(f.free, '[]'),
    'closed', coalesce((
        select json_agg(json_build_object(
            'starts_at', x.starts_at, 'ends_at', x.ends_at, 'reason', x.reason
        ) order by x.starts_at)
        from shut x where x.site_id = a.site_id
    ), '[]')
)), '[]')::text
from asked a
left join hours opened on opened.hours_id = a.hours_id
left join hours manned on manned.hours_id = a.attended_id
left join free f on f.id = a.id
