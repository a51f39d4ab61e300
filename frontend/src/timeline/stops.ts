/** Where the cursor stops on a row: each bar, and each free step of time. */
import { addDays, instantOf, MINUTE, wallOf } from '$lib/time/zone';
import { boxOf, HOUR, overlap, snap, type Axis } from './geometry';
import type { Bar, Row, Span } from './types';

export interface Stop extends Span { bar: Bar | null }

/** What the cursor moves by. */
export type Stride = 'step' | 'hour' | 'page';

const PAGE_OF_ONE_DAY = 4 * HOUR;

/** In the order of time; a step of which a bar takes a part is no stop of its own. */
export function stopsOf(row: Row, bars: Bar[], axis: Axis): Stop[] {
  const seen = bars.filter((bar) => boxOf(axis, bar));
  const stops: Stop[] = seen.map((bar) => ({ start: bar.start, end: bar.end, bar }));
  for (const stretch of axis.stretches) {
    for (let start = snap(axis, stretch.start, row.stepMinutes, 'ceil'); start < stretch.end; start += row.stepMinutes * MINUTE) {
      const cell = { start, end: Math.min(start + row.stepMinutes * MINUTE, stretch.next) };
      if (!seen.some((bar) => overlap(bar, cell))) stops.push({ ...cell, bar: null });
    }
  }
  return stops.sort((a, b) => a.start - b.start || b.end - a.end);
}

/** The stop of that bar, else the one at that instant, else the nearest. */
export function indexAt(stops: Stop[], at: number, bar: string | null = null): number {
  const own = bar === null ? -1 : stops.findIndex((stop) => stop.bar?.id === bar);
  if (own >= 0) return own;
  const covering = stops.findIndex(({ start, end }) => start <= at && at < end);
  return covering >= 0 ? covering : nearest(stops, at);
}

function nearest(stops: Stop[], at: number): number {
  const away = stops.map(({ start }) => Math.abs(start - at));
  return away.indexOf(Math.min(...away));
}

/** An instant moved by a stride; where nothing is shown it jumps to what is, and at the end it stays. */
export function strode(axis: Axis, at: number, sign: 1 | -1, stride: Stride, stepMinutes: number, edge: 'start' | 'end' = 'start'): number {
  if (stride === 'page' && axis.stretches.length > 1) return dayAway(axis, at, sign);
  const least = stepMinutes * MINUTE;
  const by = sign * Math.max(least, stride === 'step' ? 0 : stride === 'hour' ? HOUR : PAGE_OF_ONE_DAY);
  return landed(axis, at, by, edge) ?? (stride === 'step' ? at : landed(axis, at, sign * least, edge) ?? at);
}

/** Null past the ends of what is shown. An end stands on the right of its step, a start on the left. */
function landed(axis: Axis, at: number, by: number, edge: 'start' | 'end'): number | null {
  const probe = at + by - (edge === 'end' ? 1 : 0);
  if (axis.stretches.some(({ start, end }) => start <= probe && probe < end)) return at + by;
  if (by > 0) {
    const next = axis.stretches.find(({ start }) => start > probe);
    return next ? next.start + (edge === 'end' ? by : 0) : null;
  }
  const before = axis.stretches.findLast(({ end }) => end <= probe);
  return before ? before.end + (edge === 'end' ? 0 : by) : null;
}

function dayAway(axis: Axis, at: number, sign: 1 | -1): number {
  const { day, minutes } = wallOf(at, axis.zone);
  const target = addDays(day, sign);
  return axis.stretches.some((stretch) => stretch.day === target) ? instantOf(target, minutes, axis.zone) : at;
}
