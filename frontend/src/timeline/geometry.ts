/** Where an instant stands on the line of hours, and which instant stands at a place: days side by side, nights left out or not. */
import { addDays, instantOf, MINUTE, type Day } from '$lib/time/zone';
import type { Span } from './types';

export const HOUR = 60 * MINUTE;

/** The hours that a day shows, in minutes of its clock. */
export interface Shown { from: number; to: number }

export const WHOLE_DAY: Shown = { from: 0, to: 1440 };

/** What a day shows of itself; `offset` is how much is shown before it, `midnight` and `next` are its own ends. */
export interface Stretch extends Span { day: Day; midnight: number; next: number; offset: number }

export interface Axis { stretches: Stretch[]; length: number; zone: string }

/** The line of hours of these days; on the days of a clock change it is an hour shorter or longer. */
export function axisOf(days: Day[], zone: string, shown: Shown): Axis {
  let length = 0;
  const stretches = days.map((day) => {
    const [midnight, next] = [instantOf(day, 0, zone), instantOf(addDays(day, 1), 0, zone)];
    const start = shown.from ? instantOf(day, shown.from, zone) : midnight;
    const end = shown.to < 1440 ? instantOf(day, shown.to, zone) : next;
    const stretch = { day, midnight, next, start, end, offset: length };
    length += end - start;
    return stretch;
  });
  return { stretches, length, zone };
}

export const isSame = (one: Axis, other: Axis): boolean =>
  one.zone === other.zone && one.length === other.length && one.stretches.length === other.stretches.length && one.stretches[0]?.start === other.stretches[0]?.start;

export const spanOf = (axis: Axis): Span => ({ start: axis.stretches[0]?.start ?? 0, end: axis.stretches.at(-1)?.end ?? 0 });

/** From 0 (left) to 1 (right); what is not shown stands at the edge nearest to it. */
export function placeOf(axis: Axis, instant: number): number {
  const stretch = axis.stretches.find(({ end }) => instant < end);
  if (!stretch) return 1;
  return (stretch.offset + Math.max(0, instant - stretch.start)) / axis.length;
}

/** The instant at a place from 0 to 1; outside of it the nearest one. */
export function instantAt(axis: Axis, place: number): number {
  const passed = Math.min(Math.max(place, 0), 1) * axis.length;
  const stretch = axis.stretches.findLast(({ offset }) => offset <= passed) ?? axis.stretches[0];
  return stretch ? Math.min(stretch.start + passed - stretch.offset, stretch.end) : 0;
}

export interface Box { left: number; width: number }

/** Where a span is drawn; null when nothing of it is shown. */
export function boxOf(axis: Axis, { start, end }: Span): Box | null {
  const left = placeOf(axis, start);
  const width = placeOf(axis, end) - left;
  return width > 0 ? { left, width } : null;
}

export const percent = (share: number): string => `${Math.round(share * 1e6) / 1e4}%`;

/** Its place on a row, as a style. */
export function styleOf(axis: Axis, span: Span): string {
  const box = boxOf(axis, span);
  return box ? `left:${percent(box.left)};width:${percent(box.width)}` : 'display:none';
}

/** The nearest instant (or the one before, or after) at which a step of that day's clock begins. */
export function snap(axis: Axis, instant: number, stepMinutes: number, how: 'floor' | 'round' | 'ceil' = 'round'): number {
  const stretch = axis.stretches.findLast(({ midnight }) => midnight <= instant) ?? axis.stretches[0];
  if (!stretch) return instant;
  const step = stepMinutes * MINUTE;
  const snapped = stretch.midnight + Math[how]((instant - stretch.midnight) / step) * step;
  return instant <= stretch.next ? Math.min(snapped, stretch.next) : snapped;
}

export const overlap = (one: Span, other: Span): boolean => one.start < other.end && other.start < one.end;

/** The spans in order, those that touch or overlap made one. */
export function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const { start, end } of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && start <= last.end) last.end = Math.max(last.end, end);
    else result.push({ start, end });
  }
  return result;
}

/** What of `span` none of `covers` covers. */
export function gapsIn(span: Span, covers: Span[]): Span[] {
  const gaps: Span[] = [];
  let from = span.start;
  for (const { start, end } of merged(covers)) {
    if (start > from) gaps.push({ start: from, end: Math.min(start, span.end) });
    from = Math.max(from, end);
    if (from >= span.end) return gaps.filter((gap) => gap.start < gap.end);
  }
  return [...gaps, { start: from, end: span.end }].filter((gap) => gap.start < gap.end);
}

/** A shape for `clip-path` that leaves only these spans of a row to be seen: no element for each. */
export function clipOf(axis: Axis, spans: Span[]): string {
  const corners = spans.map(({ start, end }) => {
    const [left, right] = [percent(placeOf(axis, start)), percent(placeOf(axis, end))];
    return `,${left} 0,${right} 0,${right} 100%,${left} 100%,${left} 0`;
  });
  return `polygon(0 0${corners.join('')})`;
}
