-- For each wanted resource: is it taken over its period, which lapsed holds stand in the way, and
-- how long is the gap around it (bounded to twelve hours each side, so that history costs nothing).
-- Parameters: offers uuid[], resources uuid[], starts timestamptz[], ends timestamptz[] (one row a
-- candidate, buffers included), now timestamptz, mine uuid or null (a booking that is moving).
select
    w.offer_id,
    w.resource_id,
    coalesce(bool_or(c.period && w.period and c.live), false) as taken,
    array_agg(distinct c.booking_id) filter (where c.period && w.period and not c.live) as lapsed,
    coalesce(min(lower(c.period)) filter (where c.live and c.period >> w.period), upper(w.around))
        - coalesce(max(upper(c.period)) filter (where c.live and c.period << w.period),
                   lower(w.around)) as gap
from (
    select
        offer_id, resource_id, tstzrange(starts_at, ends_at) as period,
        tstzrange(starts_at - interval '12 hours', ends_at + interval '12 hours') as around
    from unnest(%(offers)s, %(resources)s, %(starts)s, %(ends)s)
        as asked (offer_id, resource_id, starts_at, ends_at)
) w
left join lateral (
    select k.period, k.booking_id, k.held_until is null or k.held_until > %(now)s as live
    from bookings_claim k
    where k.active and k.resource_id = w.resource_id and k.period && w.around
      -- A block has no booking: it is nobody's own, also where nothing moves.
      and (k.booking_id = %(mine)s::uuid) is not true
) c on true
group by w.offer_id, w.resource_id, w.period, w.around
