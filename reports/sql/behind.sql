-- The tail of claims.sql: the bookings behind one figure, with the minutes of each, as one JSON text.
-- Parameters besides: figure text (claimed, no_show, outside), offer and resource uuid or null,
-- weekday (1 is Monday) and hour of the wall clock or null, first and most (which page).
open_time as (
    select s.id, t.time_zone, o.periods - s.away - s.blocked as periods
    from shut s
    join things t on t.id = s.id
    cross join lateral (
        -- Asked about an offer: its own hours, also where the thing has left it since.
        select coalesce(range_agg(o.periods), '{}') as periods
        from offers o
        where case when %(offer)s::uuid is not null then o.id = %(offer)s
            else o.id in (select offer_id from spaces_offerresource where resource_id = t.id) end
    ) o
),
-- The hours of the week that were asked about, on each wall clock, from quarters of an hour.
cells as (
    select z.time_zone, range_agg(tstzrange(quarter, quarter + interval '15 minutes')) as periods
    from (select distinct time_zone from things) z, generate_series(
        date_bin('15 minutes', %(since)s, '2000-01-01 00:00+00'), %(until)s, '15 minutes'
    ) quarter
    where (%(weekday)s::int is null
            or extract(isodow from quarter at time zone z.time_zone) = %(weekday)s)
      and (%(hour)s::int is null or extract(hour from quarter at time zone z.time_zone) = %(hour)s)
    group by z.time_zone
),
wanted as materialized (
    select o.id, case %(figure)s::text
        when 'outside' then c.periods - o.periods else c.periods * o.periods end as periods
    from open_time o
    join cells c on c.time_zone = o.time_zone
),
asked as (
    select k.booking_id, k.resource_id, k.used
    from kept k
    where (k.state = 'no_show') = (%(figure)s::text = 'no_show')
      and (%(resource)s::uuid is null or k.resource_id = %(resource)s)
      and (%(offer)s::uuid is null
          or (select i.offer_id from bookings_bookingitem i where i.id = k.item_id) = %(offer)s)
),
behind as materialized (
    select a.booking_id, sum(l.length) as length
    from asked a
    join wanted w on w.id = a.resource_id and w.periods && a.used
    cross join lateral (
        select sum(upper(p) - lower(p)) as length
        from unnest(w.periods * tstzmultirange(a.used)) p
    ) l
    group by a.booking_id
),
page as (
    select b.id, b.starts_at, b.ends_at, b.state, b.site_id, b.person_id, b.purpose, x.length
    from behind x
    join bookings_booking b on b.id = x.booking_id
    order by b.starts_at, b.id
    offset %(first)s limit %(most)s
),
told as (
    select p.starts_at, p.id, json_build_object(
        'id', p.id,
        'starts_at', p.starts_at,
        'ends_at', p.ends_at,
        'state', p.state,
        'site_name', case when %(english)s and s.name_en <> '' then s.name_en else s.name_fr end,
        'time_zone', s.time_zone,
        'person', w.name,
        'purpose', p.purpose,
        'offers', (
            select json_agg(
                case when %(english)s and o.name_en <> '' then o.name_en else o.name_fr end
                order by i.id
            )
            from bookings_bookingitem i join spaces_offer o on o.id = i.offer_id
            where i.booking_id = p.id
        ),
        'minutes', round(extract(epoch from p.length) / 60)::int
    ) as booking
    from page p
    join spaces_site s on s.id = p.site_id
    left join accounts_person w on w.id = p.person_id
)
select json_build_object(
    'count', (select count(*) from behind),
    'minutes', (select round(coalesce(extract(epoch from sum(length)), 0) / 60)::int from behind),
    'results', coalesce((select json_agg(booking order by starts_at, id) from told), '[]')
)::text
