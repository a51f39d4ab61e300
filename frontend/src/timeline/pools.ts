/** How many places of a pool are taken, stretch of time by stretch of time. */
import { merged, overlap } from './geometry';
import type { Bar, Row, Span } from './types';

export interface Count extends Span { taken: number }

interface Step { at: number; by: number }

const stepsOf = ({ start, end }: Span, places = 1): Step[] => [{ at: start, by: places }, { at: end, by: -places }];

/** A place counts once even where two bars overlap on it; a bar of the line itself counts its places. */
function steps(line: string, bars: Bar[]): Step[] {
  const places = new Map<string, Bar[]>();
  for (const bar of bars) places.set(bar.row, [...(places.get(bar.row) ?? []), bar]);
  return [...places].flatMap(([row, own]) => (row === line
    ? own.flatMap((bar) => stepsOf(bar, bar.places))
    : merged(own).flatMap((span) => stepsOf(span))));
}

/** The count from one change to the next, over the whole of `within`. */
export function countsOf(line: string, bars: Bar[], within: Span): Count[] {
  const counts: Count[] = [];
  let [taken, from] = [0, within.start];
  const until = (end: number) => {
    const last = counts.at(-1);
    if (end <= from) return;
    if (last?.taken === taken) last.end = end;
    else counts.push({ start: from, end, taken });
    from = end;
  };
  for (const { at, by } of steps(line, bars).sort((a, b) => a.at - b.at || a.by - b.by)) {
    until(Math.min(at, within.end));
    taken += by;
  }
  until(within.end);
  return counts;
}

/** The most that are taken at once within the span. */
export const mostIn = (counts: Count[], span: Span): number =>
  Math.max(0, ...counts.filter((count) => overlap(count, span)).map(({ taken }) => taken));

/** The bars that count on the line of a pool: its own, and those of its places. */
export function barsOfPool(row: Row, barsOn: (row: string) => Bar[]): Bar[] {
  return [row, ...(row.pool?.rows ?? [])].flatMap(({ id }) => barsOn(id));
}
