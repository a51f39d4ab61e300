/** What the timeline can't know against a span: set-up and clean-up, nobody to accompany, a time that is over. */
import { t } from '$lib/i18n/i18n.svelte';
import { MINUTE } from '$lib/time/zone';
import type { Bar, Conflict, Row, Span } from '$timeline/types';
import type { Plan } from './plan';
import type { Line, Reader } from './rows';

const overlap = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const within = (inner: Span, outers: Span[]): boolean => outers.some(({ start, end }) => start <= inner.start && inner.end <= end);

/** Whether the hours of the line leave room for this; a night between two open days is for what may run through it. */
export function isOpen(row: Row, span: Span): boolean {
  if (!row.mayRunClosed) return within(span, row.open);
  return [{ start: span.start, end: span.start + 1 }, { start: span.end - 1, end: span.end }].every((edge) => within(edge, row.open));
}

export function conflictIn(plan: Plan, reader: Reader): (row: Row, span: Span, bar: Bar | null) => Conflict | null {
  const lines = new Map(plan.lines.flatMap((line): [string, Line][] => [line.row, ...(line.row.pool?.rows ?? [])].map((row) => [row.id, line])));
  return (row, span, bar) => {
    const line = lines.get(row.id);
    const isBlock = bar?.kind === 'block';
    if (span.end <= reader.now) return t().planning.past;
    // The team may take out of use what is shut; whoever books comes in open hours.
    if (reader.isStaff && bar && !isBlock && !isOpen(row, span)) return t().timeline.against.closed('');
    if (!isBlock && line && isAlone(line, span, reader)) return t().planning.alone;
    return bar && isBlock ? null : touches(plan, line, row, span, bar);
  };
}

function isAlone({ offer, row }: Line, span: Span, { isStaff }: Reader): boolean {
  const asksForSomebody = offer?.requirement.mode === 'accompanied' && !offer.requirement.met;
  return asksForSomebody && !isStaff && !within(span, row.attended);
}

function touches(plan: Plan, line: Line | undefined, row: Row, span: Span, bar: Bar | null): Conflict | null {
  const policy = line?.offer?.policy;
  if (!policy || row.pool) return null;
  const widened = { start: span.start - policy.buffer_before_minutes * MINUTE, end: span.end + policy.buffer_after_minutes * MINUTE };
  const standing = bar ? plan.byBar.get(bar.id)?.taken : undefined;
  const own = standing?.booking ?? standing?.block;
  const others = (plan.claims.get(row.id) ?? []).filter(({ whose }) => !own || whose !== own);
  return others.some((claim) => overlap(claim.span, widened)) ? t().planning.setUp : null;
}
