/** What a card of the search shows: the offer, its site, its starts, or why there are none. */
import type { Availability, Offer, Site } from '$lib/api/types';
import { earliestStart, startsOf } from '$lib/booking/times';
import { addDays, dayOf, type Day } from '$lib/time/zone';

export interface Card { offer: Offer; site: Site; starts: number[]; places: number; shut: boolean; closed: string | null; lastDay: Day | null }

const LATEST = Number.MAX_SAFE_INTEGER;

/** The last day on which any of it can be reserved, when all of it is too far ahead. */
export const lastDayOf = (cards: Card[]): Day | null =>
  (cards.every(({ lastDay }) => lastDay) ? (cards.map(({ lastDay }) => lastDay ?? '').sort().at(-1) ?? null) : null);

/** Whether nothing of it opens that day. */
export const areShut = (cards: Card[]): boolean => cards.length > 0 && cards.every(({ shut }) => shut);

interface Ask { availability: Map<string, Availability>; sites: Site[]; day: Day; now: number; isStaff: boolean }

/** The cards in the order of their first free time; those without one come last. */
export function cardsOf(offers: Offer[], ask: Ask): Card[] {
  const cards = offers.flatMap((offer) => {
    const site = ask.sites.find(({ id }) => id === offer.site);
    const found = ask.availability.get(offer.id);
    return site && found ? [cardOf(offer, site, found, ask)] : [];
  });
  return cards.sort((a, b) => (a.starts[0] ?? LATEST) - (b.starts[0] ?? LATEST));
}

function cardOf(offer: Offer, site: Site, found: Availability, { day, now, isStaff }: Ask): Card {
  const last = addDays(dayOf(now, site.time_zone), offer.policy.horizon_days);
  const lastDay = !isStaff && day > last ? last : null;
  const starts = startsOf(found, { offer, zone: site.time_zone, quantity: 1, earliest: earliestStart(offer, now, isStaff) });
  const later = found.free.filter(({ ends_at }) => Date.parse(ends_at) > now);
  return {
    offer, site, starts, lastDay, places: Math.max(0, ...later.map(({ count }) => count)),
    shut: !lastDay && found.open.length === 0, closed: closedReason(found),
  };
}

/** Why the whole day is closed, when it is. */
function closedReason({ open, closed }: Availability): string | null {
  return open.length ? null : (closed[0]?.reason ?? null);
}
