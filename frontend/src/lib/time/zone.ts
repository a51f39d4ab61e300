/** Wall time of a site from instants and back: the browser's own zone never counts. */

/** A calendar day of a site, `YYYY-MM-DD`. */
export type Day = string;

export const MINUTE = 60_000;
const DAY_MS = 86_400_000;

interface Wall { day: Day; minutes: number }

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', {
      timeZone: zone, hourCycle: 'h23',
      year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit',
    });
    formats.set(zone, format);
  }
  return format;
}

/** The day and the minutes since midnight on the clock of the site. */
export function wallOf(instant: number, zone: string): Wall {
  const part: Record<string, string> = {};
  for (const { type, value } of formatOf(zone).formatToParts(instant)) part[type] = value;
  return {
    day: `${part['year']}-${part['month']}-${part['day']}`,
    minutes: Number(part['hour']) * 60 + Number(part['minute']),
  };
}

export const dayOf = (instant: number, zone: string): Day => wallOf(instant, zone).day;

/** Minutes by which the site's clock is ahead of UTC at that instant. */
export function offsetOf(instant: number, zone: string): number {
  const { day, minutes } = wallOf(instant, zone);
  return Math.round((Date.parse(`${day}T00:00Z`) + minutes * MINUTE - instant) / MINUTE);
}

/** The instant when the site's clock shows `minutes` after midnight of `day`: the earlier one when it shows it twice, an hour on when it never does. */
export function instantOf(day: Day, minutes: number, zone: string): number {
  const naive = Date.parse(`${day}T00:00Z`) + minutes * MINUTE;
  const [before, after] = [offsetOf(naive - DAY_MS, zone), offsetOf(naive + DAY_MS, zone)];
  const candidates = [naive - before * MINUTE, naive - after * MINUTE].sort((a, b) => a - b);
  return candidates.find((instant) => shows(instant, naive, zone)) ?? naive - before * MINUTE;
}

function shows(instant: number, naive: number, zone: string): boolean {
  return instant + offsetOf(instant, zone) * MINUTE === naive;
}

/** The same place in the calendar `count` days later. */
export function addDays(day: Day, count: number): Day {
  return new Date(Date.parse(`${day}T00:00Z`) + count * DAY_MS).toISOString().slice(0, 10);
}

/** When the site's clock shows this wall time twice (the night when summer ends). */
export function isRepeated(instant: number, zone: string): boolean {
  const { day, minutes } = wallOf(instant, zone);
  return [-60, 60].some((shift) => {
    const other = wallOf(instant + shift * MINUTE, zone);
    return other.day === day && other.minutes === minutes;
  });
}

/** The instant as the API and our addresses write it. */
export const isoOf = (instant: number): string => new Date(instant).toISOString().replace('.000Z', 'Z');

/** From midnight to midnight of `count` days of the site, as the API takes it. */
export function daysAsRange(day: Day, count: number, zone: string): { from: string; to: string } {
  return { from: isoOf(instantOf(day, 0, zone)), to: isoOf(instantOf(addDays(day, count), 0, zone)) };
}
