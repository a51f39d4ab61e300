/** What a card of the search shows: the offer, its site, its starts, or why there are none. */
import type { Availability, Offer, Site } from '$lib/api/types';
import { earliestStart, startsOf } from '$lib/booking/times';

export interface Card { offer: Offer; site: Site; starts: number[]; places: number; shut: boolean; closed: string | null }

const LATEST = Number.MAX_SAFE_INTEGER;

/** Whether nothing of it opens that day. */
export const areShut = (cards: Card[]): boolean => cards.length > 0 && cards.every(({ shut }) => shut);

interface Ask { availability: Map<string, Availability>; sites: Site[]; now: number; isStaff: boolean }

/** The cards in the order of their first free time; those without one come last. */
export function cardsOf(offers: Offer[], ask: Ask): Card[] {
  const cards = offers.flatMap((offer) => {
    const site = ask.sites.find(({ id }) => id === offer.site);
    const found = ask.availability.get(offer.id);
    return site && found ? [cardOf(offer, site, found, ask)] : [];
  });
  return cards.sort((a, b) => (a.starts[0] ?? LATEST) - (b.starts[0] ?? LATEST));
}

function cardOf(offer: Offer, site: Site, found: Availability, { now, isStaff }: Ask): Card {
  const starts = startsOf(found, { offer, zone: site.time_zone, quantity: 1, earliest: earliestStart(offer, now, isStaff) });
  const later = found.free.filter(({ ends_at }) => Date.parse(ends_at) > now);
  return { offer, site, starts, places: Math.max(0, ...later.map(({ count }) => count)), shut: found.open.length === 0, closed: closedReason(found) };
}

/** Why the whole day is closed, when it is. */
function closedReason({ open, closed }: Availability): string | null {
  return open.length ? null : (closed[0]?.reason ?? null);
}
