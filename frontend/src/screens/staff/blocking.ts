/** The pure part of blocking: things by kind, and a period chosen on the site's clock. */
import type { Period, Pictured, PlannedResource } from '$lib/api/types';
import { dayOf, instantOf, isoOf, MINUTE, wallOf, type Day } from '$lib/time/zone';

export interface Kind { code: string; name: string; resources: PlannedResource[] }

/** In the order in which the site lists them, under the house's names of the kinds. */
export function byKind(resources: PlannedResource[], kinds: Pictured[]): Kind[] {
  const groups = new Map<string, PlannedResource[]>();
  for (const resource of resources) groups.set(resource.kind, [...(groups.get(resource.kind) ?? []), resource]);
  return [...groups].map(([code, members]) => ({
    code, resources: members, name: kinds.find((kind) => kind.code === code)?.name ?? code,
  }));
}

export interface When { fromDay: Day; fromMinutes: number; toDay: Day; toMinutes: number }

export const STEP = 15;
const DAY_MINUTES = 1440;
const FIRST_LENGTH = 120;

/** The times of a day that one may choose. */
export const TIMES: number[] = Array.from({ length: DAY_MINUTES / STEP }, (_, index) => index * STEP);

/** From the quarter that is running, for two hours. */
export function firstWhen(now: number, zone: string): When {
  const start = now - (now % (STEP * MINUTE));
  const end = start + FIRST_LENGTH * MINUTE;
  return {
    fromDay: dayOf(start, zone), fromMinutes: wallOf(start, zone).minutes,
    toDay: dayOf(end, zone), toMinutes: wallOf(end, zone).minutes,
  };
}

/** The period on the site's clock, or null when it ends before it starts. */
export function periodOf({ fromDay, fromMinutes, toDay, toMinutes }: When, zone: string): Period | null {
  if (!fromDay || !toDay) return null;
  const [start, end] = [instantOf(fromDay, fromMinutes, zone), instantOf(toDay, toMinutes, zone)];
  return start < end ? { starts_at: isoOf(start), ends_at: isoOf(end) } : null;
}

/** What stands where one wanted to block, as the refusal lists it. */
export interface InTheWay extends Period { id: string; who: string | null; telephone?: string | null; label: string | null }
