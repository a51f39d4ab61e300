/** When one may start and end: the policy's grid laid over the free periods that the server gave. */
import type { Availability, Offer, Period } from '../api/types';
import { MINUTE, wallOf } from '../time/zone';

export interface Span { start: number; end: number }

/** What is asked of the grid: which offer, on which clock, how many places, from when on. */
export interface Ask {
  offer: Pick<Offer, 'policy' | 'requirement'>;
  zone: string;
  quantity: number;
  earliest: number;
}

const HOUR_MINUTES = 60;

const spanOf = (period: Period): Span => ({ start: Date.parse(period.starts_at), end: Date.parse(period.ends_at) });

/** Spans in order, those that touch or overlap made one. */
export function merged(spans: Span[]): Span[] {
  const result: Span[] = [];
  for (const span of [...spans].sort((a, b) => a.start - b.start)) {
    const last = result.at(-1);
    if (last && span.start <= last.end) last.end = Math.max(last.end, span.end);
    else result.push({ ...span });
  }
  return result;
}

/** The parts common to both lists. */
function common(left: Span[], right: Span[]): Span[] {
  return left.flatMap((a) => right
    .map((b) => ({ start: Math.max(a.start, b.start), end: Math.min(a.end, b.end) }))
    .filter(({ start, end }) => start < end));
}

/** Free without a break for that many places. */
export function freeRuns(availability: Availability, quantity: number): Span[] {
  return merged(availability.free.filter(({ count }) => count >= quantity).map(spanOf));
}

/** Whether a manager has to be there all along. */
function needsCompany({ offer: { requirement } }: Ask): boolean {
  return requirement.mode === 'accompanied' && !requirement.met;
}

/** The periods that a booking may lie in, and the hours in which it may start and end. */
function frame(availability: Availability, ask: Ask): { runs: Span[]; hours: Span[] } {
  const runs = freeRuns(availability, ask.quantity);
  const hours = merged((needsCompany(ask) ? availability.attended : availability.open).map(spanOf));
  const mayRunClosed = ask.offer.policy.span === 'may_span_closed' && !needsCompany(ask);
  return { runs: mayRunClosed ? runs : common(runs, hours), hours };
}

/** Instants of a span, both ends included, where the site's clock is on the policy's grid. */
function gridOf({ start, end }: Span, granularity: number, zone: string): number[] {
  const step = Math.min(granularity, HOUR_MINUTES) * MINUTE;
  const offGrid = (wallOf(start, zone).minutes * MINUTE + (start % MINUTE)) % step;
  const instants: number[] = [];
  for (let at = offGrid ? start + step - offGrid : start; at <= end; at += step) {
    if (granularity <= HOUR_MINUTES || wallOf(at, zone).minutes % granularity === 0) instants.push(at);
  }
  return instants;
}

const lies = (at: number, spans: Span[]): boolean => spans.some(({ start, end }) => start <= at && at <= end);
const begins = (at: number, spans: Span[]): boolean => spans.some(({ start, end }) => start <= at && at < end);

/** Every start from which the shortest booking fits. */
export function startsOf(availability: Availability, ask: Ask): number[] {
  const { granularity_minutes: granularity } = ask.offer.policy;
  const { runs, hours } = frame(availability, ask);
  return runs
    .flatMap((run) => gridOf({ start: Math.max(run.start, ask.earliest), end: run.end }, granularity, ask.zone))
    .filter((at) => begins(at, hours) && endsWithin(runs, hours, ask, at).length > 0);
}

/** Every end that a booking from `start` may have. */
export function endsOf(availability: Availability, ask: Ask, start: number): number[] {
  const { runs, hours } = frame(availability, ask);
  return endsWithin(runs, hours, ask, start);
}

function endsWithin(runs: Span[], hours: Span[], ask: Ask, start: number): number[] {
  const { granularity_minutes, min_minutes, max_minutes } = ask.offer.policy;
  const run = runs.find((candidate) => candidate.start <= start && start < candidate.end);
  if (!run) return [];
  const window = { start: start + min_minutes * MINUTE, end: Math.min(run.end, start + max_minutes * MINUTE) };
  return gridOf(window, granularity_minutes, ask.zone).filter((at) => lies(at, hours));
}

/** The end that is proposed first: an hour after the start, or the next that may be below, else the soonest there is. */
export function usualEnd(ends: number[], start: number): number | null {
  return ends.filter((at) => at <= start + HOUR_MINUTES * MINUTE).at(-1) ?? ends[0] ?? null;
}

/** How many places are free during all of that span. */
export function placesDuring(availability: Availability, span: Span): number {
  const touched = availability.free
    .map((free) => ({ ...spanOf(free), count: free.count }))
    .filter(({ start, end }) => start < span.end && end > span.start);
  const covers = merged(touched).some(({ start, end }) => start <= span.start && span.end <= end);
  return covers ? Math.min(...touched.map(({ count }) => count)) : 0;
}

/** From when on this person may book online: the step that is running counts; staff are not held by the notice. */
export function earliestStart({ policy }: Pick<Offer, 'policy'>, now: number, isStaff: boolean): number {
  const runningStep = now - policy.granularity_minutes * MINUTE + 1;
  return isStaff ? runningStep : runningStep + policy.notice_minutes * MINUTE;
}

/** A few starts to show first: the soonest, then others at least `gap` minutes apart. */
export function spread(starts: number[], gap: number, count: number): number[] {
  const chosen: number[] = [];
  for (const start of starts) {
    const last = chosen.at(-1);
    if (chosen.length < count && (last === undefined || start - last >= gap * MINUTE)) chosen.push(start);
  }
  return chosen;
}
