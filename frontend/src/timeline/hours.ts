/** Which hours of the days are worth showing, and what is written above them. */
import { addDays, instantOf, isRepeated, MINUTE, wallOf } from '$lib/time/zone';
import { axisOf, boxOf, HOUR, overlap, WHOLE_DAY, type Axis, type Shown, type Stretch } from './geometry';
import type { Bar, Row, Span, View } from './types';

const USUAL: Shown = { from: 8 * 60, to: 20 * 60 };

/** The wall hours that the spans cover, whole hours; a span over midnight takes the whole day. */
function hoursOf(spans: Span[], zone: string): Shown | null {
  const seen = new Map(spans.map((span) => [`${span.start}-${span.end}`, span]));
  let shown: Shown | null = null;
  for (const span of seen.values()) {
    const [from, last] = [wallOf(span.start, zone), wallOf(span.end - MINUTE, zone)];
    if (from.day !== last.day) return WHOLE_DAY;
    shown = wider(shown, { from: Math.floor(from.minutes / 60) * 60, to: Math.ceil((last.minutes + 1) / 60) * 60 });
  }
  return shown;
}

function wider(one: Shown | null, other: Shown | null): Shown | null {
  if (!one || !other) return one ?? other;
  return { from: Math.min(one.from, other.from), to: Math.max(one.to, other.to) };
}

/** From the first opening to the last closing of any row, and further where a bar would not be seen at all. */
export function axisShown({ days, zone, wholeDays }: View, rows: Row[], bars: Bar[]): Axis {
  if (wholeDays || !days.length) return axisOf(days, zone, WHOLE_DAY);
  const all = { start: instantOf(days[0]!, 0, zone), end: instantOf(addDays(days.at(-1)!, 1), 0, zone) };
  const open = rows.flatMap((row) => row.open).filter((span) => overlap(span, all));
  const shown = hoursOf(open, zone) ?? USUAL;
  const axis = axisOf(days, zone, shown);
  const hidden = bars.filter((bar) => overlap(bar, all) && !boxOf(axis, bar));
  return hidden.length ? axisOf(days, zone, wider(shown, hoursOf(hidden, zone))!) : axis;
}

export interface Mark { at: number; offset: number; minutes: number; twice: boolean }

/** The hours of a day as its clock shows them: one is skipped in spring, one comes twice in autumn. */
export function marksOf({ start, end, offset }: Stretch, zone: string, every: number): Mark[] {
  const marks: Mark[] = [];
  for (let at = start; at < end; at += HOUR) {
    const { minutes } = wallOf(at, zone);
    marks.push({ at, offset: offset + at - start, minutes, twice: isRepeated(at, zone) });
  }
  const hasRoom = (at: number): boolean => end - at >= every * HOUR * 0.7;
  return marks.filter(({ at, minutes, twice }) => hasRoom(at) && (minutes % (every * 60) === 0 || (twice && every < 3)));
}

const EVERY = [1, 2, 3, 4, 6, 12];

/** How many hours from one written hour to the next so that each has room. */
export const everyFor = (pixelsAnHour: number, room: number): number => EVERY.find((count) => count * pixelsAnHour >= room) ?? 24;
