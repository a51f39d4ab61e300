/** Bars of one row that overlap, one under the other. */
import type { Bar } from './types';

export interface Laid { bar: Bar; lane: number }
export interface Lanes { laid: Laid[]; count: number }

/** Each bar in the first lane that is free by then, in the order of their starts. */
export function lanesOf(bars: Bar[]): Lanes {
  const ends: number[] = [];
  const laid = [...bars].sort((a, b) => a.start - b.start || b.end - a.end).map((bar) => {
    const free = ends.findIndex((end) => end <= bar.start);
    const lane = free < 0 ? ends.length : free;
    ends[lane] = bar.end;
    return { bar, lane };
  });
  return { laid, count: Math.max(1, ends.length) };
}
