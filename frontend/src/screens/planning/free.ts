/** The free stretches of a line on a day, for those who read the planning as a list. */
import type { Availability } from '$lib/api/types';
import { MINUTE } from '$lib/time/zone';
import type { Span } from '$timeline/types';
import type { Plan } from './plan';
import { spanOf, type Line } from './rows';

export interface Free extends Span { count: number }

const clipped = ({ start, end }: Span, to: Span): Span => ({ start: Math.max(start, to.start), end: Math.min(end, to.end) });

/** Times are chosen on the grid; what set-up and clean-up leave of a step is nothing to choose. */
const onGrid = ({ start, end }: Span, step: number): Span =>
  ({ start: Math.ceil(start / step) * step, end: Math.floor(end / step) * step });

/** What is left of the span around what stands there; both in order. */
function around(open: Span, standing: Span[]): Span[] {
  const gaps: Span[] = [];
  let from = open.start;
  for (const { start, end } of standing) {
    if (start > from) gaps.push({ start: from, end: Math.min(start, open.end) });
    from = Math.max(from, end);
  }
  return from < open.end ? [...gaps, { start: from, end: open.end }] : gaps;
}

/** Neighbours of which each has something are one stretch, with as many as the least of them. */
function joined(frees: Free[]): Free[] {
  const found: Free[] = [];
  for (const free of frees) {
    const last = found.at(-1);
    if (last && last.end === free.start) Object.assign(last, { end: free.end, count: Math.min(last.count, free.count) });
    else found.push({ ...free });
  }
  return found;
}

/** From `earliest` on the grid of the line, and long enough to be booked. */
export function freeOn(line: Line, plan: Plan, availability: Availability[], day: Span, earliest: number): Free[] {
  const step = line.row.stepMinutes * MINUTE;
  const least = (line.row.minMinutes ?? line.row.stepMinutes) * MINUTE;
  const from = Math.max(day.start, Math.ceil(Math.max(earliest, line.row.earliest ?? 0) / step) * step);
  return stretches(line, plan, availability)
    .map((free) => ({ ...free, ...onGrid(clipped(free, { start: from, end: day.end }), step) }))
    .filter(({ start, end }) => end - start >= least);
}

function stretches({ row, resource, offer }: Line, plan: Plan, availability: Availability[]): Free[] {
  if (row.pool) {
    const found = availability.find((one) => one.offer === offer?.id)?.free ?? [];
    return joined(found.filter(({ count }) => count > 0).map((one) => ({ ...spanOf(one), count: one.count })));
  }
  const [before, after] = [(offer?.policy.buffer_before_minutes ?? 0) * MINUTE, (offer?.policy.buffer_after_minutes ?? 0) * MINUTE];
  const claims = (plan.claims.get(resource?.id ?? '') ?? [])
    .map(({ span }) => ({ start: span.start - after, end: span.end + before })).sort((a, b) => a.start - b.start);
  return row.open.flatMap((open) => around(open, claims)).map((span) => ({ ...span, count: 1 }));
}
