/** Why a span of a row cannot be had: what stands there, the hours, the time left, how long. */
import { MINUTE } from '$lib/time/zone';
import { gapsIn, overlap } from './geometry';
import { barsOfPool, countsOf, mostIn } from './pools';
import type { Bar, Row, Span } from './types';

export type Reason =
  | { kind: 'taken'; bar: Bar }
  | { kind: 'full'; taken: number; size: number }
  | { kind: 'closed'; reason: string }
  | { kind: 'early' | 'short' | 'long' };

export interface Asked { row: Row; span: Span; bar: Bar | null; barsOn: (row: string) => Bar[]; mayExceedHours: boolean }

/** The first thing against it, in the order in which a person would say it. */
export function reasonAgainst(asked: Asked): Reason | null {
  return early(asked) ?? standing(asked) ?? length(asked) ?? hours(asked);
}

function early({ row, span }: Asked): Reason | null {
  return row.earliest !== undefined && span.start < row.earliest ? { kind: 'early' } : null;
}

function standing({ row, span, bar, barsOn }: Asked): Reason | null {
  const others = (row.pool ? barsOfPool(row, barsOn) : barsOn(row.id)).filter((other) => other.id !== bar?.id && overlap(other, span));
  if (!row.pool) return others[0] ? { kind: 'taken', bar: others[0] } : null;
  const taken = mostIn(countsOf(row.id, others, span), span);
  return taken + (bar?.places ?? 1) > row.pool.size ? { kind: 'full', taken, size: row.pool.size } : null;
}

/** A bar that is only moved keeps its length, whatever the rule says today. */
function length({ row, span, bar }: Asked): Reason | null {
  const lasts = span.end - span.start;
  if (bar && lasts === bar.end - bar.start) return null;
  if (lasts < (row.minMinutes ?? 0) * MINUTE) return { kind: 'short' };
  return lasts > (row.maxMinutes ?? Infinity) * MINUTE ? { kind: 'long' } : null;
}

function hours({ row, span, mayExceedHours }: Asked): Reason | null {
  const shut = row.closed.find((closed) => overlap(closed, span));
  if (shut) return { kind: 'closed', reason: shut.reason };
  if (mayExceedHours) return null;
  const isShut = row.mayRunClosed ? !endsAreOpen(row, span) : gapsIn(span, row.open).length > 0;
  return isShut ? { kind: 'closed', reason: '' } : null;
}

function endsAreOpen({ open }: Row, { start, end }: Span): boolean {
  return open.some((span) => span.start <= start && start < span.end) && open.some((span) => span.start < end && end <= span.end);
}
