/** A closed day of the search: how it is said, and which day opens next. */
import { api } from '$lib/api/endpoints';
import type { Availability, Site } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { addDays, dayOf, daysAsRange, type Day } from '$lib/time/zone';

const LOOK_AHEAD_DAYS = 14;

/** On the card of one offer. */
export const shutInWords = (reason: string | null): string =>
  (reason ? t().search.closedBecause(reason) : t().search.closedThatDay);

/** For everything that was asked for; the reason when they share one. */
export function allShutInWords(reasons: (string | null)[]): string {
  const [reason, ...others] = new Set(reasons);
  return reason && !others.length ? t().search.closedBecause(reason) : t().search.houseClosed;
}

const opensOn = (all: Availability[], zone: string): Day[] =>
  all.flatMap(({ open }) => open.map(({ starts_at }) => dayOf(Date.parse(starts_at), zone)));

/** The first day after `day` on which one of the sites opens, within two weeks. */
export async function nextOpenDay(sites: Site[], day: Day, kind: string | undefined, signal: AbortSignal): Promise<Day | undefined> {
  const days = await Promise.all(sites.map(async ({ id, time_zone }) => opensOn(await api.availability(
    { site: id, ...(kind ? { kind } : {}), ...daysAsRange(addDays(day, 1), LOOK_AHEAD_DAYS, time_zone) }, signal,
  ), time_zone)));
  return days.flat().filter((open) => open > day).sort()[0];
}
