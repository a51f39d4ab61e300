/** The sites of the house, asked once per page load and language. */
import { api } from './api/endpoints';
import type { Site } from './api/types';
import { language, t } from './i18n/i18n.svelte';
import { hoursInWords, nearDayInWords, timeInWords } from './time/words';
import { dayOf, type Day } from './time/zone';

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

export const isOpenNow = ({ today }: Site, now: number = Date.now()): boolean =>
  today.open.some(({ starts_at, ends_at }) => Date.parse(starts_at) <= now && now < Date.parse(ends_at));

/** The day of the next opening, with the same in words: « demain », « lundi 23 novembre ». */
export function nextOpening({ today, time_zone }: Site, now: number = Date.now()): { day: Day; words: string; time: string } | null {
  if (!today.opens_next) return null;
  const starts = today.opens_next.starts_at;
  const day = dayOf(Date.parse(starts), time_zone);
  return { day, words: nearDayInWords(day, dayOf(now, time_zone)), time: timeInWords(starts, time_zone) };
}

/** « Ouvert 9 h – 18 h », or « Fermé pour aujourd’hui. Ouvre demain à 9 h. » */
export function stateInWords(site: Site, now: number = Date.now()): string {
  const { open, closed_reason } = site.today;
  if (open.some(({ ends_at }) => Date.parse(ends_at) > now)) return hoursToday(site);
  const shut = closed_reason ? t().home.shutBecause(closed_reason) : open.length ? t().home.over : t().home.shutToday;
  const next = nextOpening(site, now);
  return next ? `${shut} ${t().home.opensNext(next.words, next.time)}` : shut;
}
