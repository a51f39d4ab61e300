/** How wide, in pixels, the names and the hours are. */
import { HOUR, type Axis } from './geometry';
import type { Zoom } from './types';

export interface Widths { names: number; track: number }

const BEFORE_MEASURED = 1200;
const NARROW = 640;

/** The least that an hour takes where all is to fit: on one day it stays legible, over several it is a glance. */
const leastHour = (days: number): number => (days === 1 ? 34 : 12);

/** A day fits the width of a desk's screen; a phone scrolls its hours. */
export function widthsFor(room: number, axis: Axis, zoom: Zoom): Widths {
  const all = room || BEFORE_MEASURED;
  const names = all < NARROW ? 124 : 208;
  const least = leastHour(axis.stretches.length) * (axis.length / HOUR);
  return { names, track: Math.round(Math.max(all - names, least) * 2 ** zoom) };
}
