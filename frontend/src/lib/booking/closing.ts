/** A closed day: how it is said, and which day opens next. */
import { api } from '../api/endpoints';
import type { Site } from '../api/types';
import { t } from '../i18n/i18n.svelte';
import { addDays, dayOf, daysAsRange, type Day } from '../time/zone';

const LOOK_AHEAD_DAYS = 14;

/** Of one offer. */
export const shutInWords = (reason: string | null | undefined): string =>
  (reason ? t().search.closedBecause(reason) : t().search.closedThatDay);

/** For everything that was asked for; the reason when they share one. */
export function allShutInWords(reasons: (string | null)[]): string {
  const [reason, ...others] = new Set(reasons);
  return reason && !others.length ? t().search.closedBecause(reason) : t().search.houseClosed;
}

type Wanted = { offer: string } | { site: string; kind?: string };

/** The days after `day` on which one of what is wanted opens, within two weeks, soonest first. */
export async function openDaysAfter(day: Day, wanted: Wanted, zone: string, signal: AbortSignal): Promise<Day[]> {
  const all = await api.availability({ ...wanted, ...daysAsRange(addDays(day, 1), LOOK_AHEAD_DAYS, zone) }, signal);
  const days = all.flatMap(({ open }) => open.map(({ starts_at }) => dayOf(Date.parse(starts_at), zone)));
  return days.filter((open) => open > day).sort();
}

/** The first day after `day` on which one of the sites opens. */
export async function nextOpenDay(sites: Site[], day: Day, kind: string | undefined, signal: AbortSignal): Promise<Day | undefined> {
  const days = await Promise.all(sites.map(({ id, time_zone }) =>
    openDaysAfter(day, { site: id, ...(kind ? { kind } : {}) }, time_zone, signal)));
  return days.flat().sort()[0];
}
