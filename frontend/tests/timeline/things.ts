/** A small planning for tests: two desks that take each other's bookings, a printer, and a pool of three places. */
import { instantOf } from '$lib/time/zone';
import type { Bar, Row, Span, TimelineProps, View } from '$timeline/types';

export const ZONE = 'Europe/Paris';
export const DAY = '2026-12-08';

/** A time of the clock of Calais: `at('10:30')`, `at('08:00', '2026-12-09')`. */
export function at(clock: string, day = DAY): number {
  const [hours, minutes] = clock.split(':').map(Number);
  return instantOf(day, hours! * 60 + minutes!, ZONE);
}

export const span = (start: string, end: string, day = DAY): Span => ({ start: at(start, day), end: at(end, day) });

export const OPEN = [span('09:00', '18:00'), span('09:00', '18:00', '2026-12-09')];

export function row(id: string, more: Partial<Row> = {}): Row {
  return { id, label: id, group: 'g1', open: OPEN, attended: [], closed: [], bookable: true, stepMinutes: 30, accepts: 'desk', ...more };
}

export function bar(id: string, on: string, start: string, end: string, more: Partial<Bar> = {}): Bar {
  return { id, row: on, kind: 'taken', label: id, words: `${id}, ${start} – ${end}`, movable: true, resizable: true, ...span(start, end), ...more };
}

export const seats = [row('Place 1'), row('Place 2'), row('Place 3')];
export const pool = row('Open space', { accepts: 'pool', pool: { size: 3, rows: seats, unfolds: true } });
export const rows = [
  row('Bureau A'), row('Bureau B', { attended: [span('14:00', '18:00')] }), pool,
  row('Imprimante', { group: 'g2', accepts: 'printer', closed: [{ ...span('12:00', '13:00'), reason: 'Inventaire' }] }),
];
export const bars = [
  bar('Paul', 'Bureau A', '10:00', '12:00', { kind: 'mine' }), bar('Rose', 'Bureau B', '11:00', '12:00'),
  bar('Léa', 'Place 1', '09:00', '12:00'), bar('Ali', 'Place 2', '11:00', '13:00'),
];

export const view: View = { days: [DAY], zone: ZONE, zoom: 0, wholeDays: false };

export function given(more: Partial<TimelineProps> = {}): TimelineProps & { now: number } {
  return {
    label: 'Planning', groups: [{ id: 'g1', label: 'Maison' }, { id: 'g2', label: 'Fablab' }], rows, bars, view,
    onview: () => undefined, now: at('10:10'), ...more,
  } as TimelineProps & { now: number };
}
