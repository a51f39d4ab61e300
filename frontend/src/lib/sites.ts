/** The sites of the house, asked once per page load and language. */
import { api } from './api/endpoints';
import type { Site } from './api/types';
import { language, t } from './i18n/i18n.svelte';
import { hoursInWords } from './time/words';

const asked = new Map<string, Promise<Site[]>>();

export function allSites(): Promise<Site[]> {
  const key = language();
  const known = asked.get(key) ?? api.sites();
  asked.set(key, known);
  known.catch(() => asked.delete(key));
  return known;
}

/** Forgets them, for tests and after a change. */
export function forgetSites(): void {
  asked.clear();
}

/** « ouvert 9 h – 18 h », or why not. */
export function hoursToday({ today, time_zone }: Site): string {
  const hours = today.open.map((period) => hoursInWords(period, time_zone)).join(', ');
  return hours ? t().search.openToday(hours) : (today.closed_reason ?? t().search.closedToday);
}

/** The same after « Aujourd’hui : » where it does not say so itself. */
export const todayInWords = (site: Site): string =>
  (site.today.open.length || site.today.closed_reason ? t().offer.today(hoursToday(site)) : t().search.closedToday);
