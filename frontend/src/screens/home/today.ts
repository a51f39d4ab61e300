/** What a site tells on the first page: its soonest free times of today, and the closures ahead. */
import type { Availability, Offer, Site } from '$lib/api/types';
import { dayOf } from '$lib/time/zone';
import { cardsOf, type Card } from '$screens/search/cards';

export interface Around { offers: Offer[]; availability: Availability[]; now: number; isStaff: boolean }
export interface Notice { reason: string; starts_at: string; ends_at: string; sites: Site[] }

const MOST_NOTICES = 3;

/** The offers of the site that are free today, the soonest first. */
export function freeAt(site: Site, { offers, availability, now, isStaff }: Around): Card[] {
  const known = new Map(availability.map((one) => [one.offer, one]));
  return cardsOf(offers, { availability: known, sites: [site], day: dayOf(now, site.time_zone), now, isStaff })
    .filter(({ starts }) => starts.length > 0);
}

/** The closures that the sites announce, each once for all the sites it shuts, the soonest first. */
export function noticesOf(sites: Site[], now: number): Notice[] {
  const found = new Map<string, Notice>();
  for (const site of sites) {
    for (const closure of site.today.closures.filter(({ ends_at }) => Date.parse(ends_at) > now)) {
      const key = `${closure.starts_at} ${closure.ends_at} ${closure.reason}`;
      const known = found.get(key) ?? { ...closure, sites: [] };
      found.set(key, { ...known, sites: [...known.sites, site] });
    }
  }
  return [...found.values()].sort((a, b) => Date.parse(a.starts_at) - Date.parse(b.starts_at)).slice(0, MOST_NOTICES);
}
