/** What is said of a cell, of what is being drawn up, and of what stands against it. */
import { t } from '$lib/i18n/i18n.svelte';
import { dayInWords, hoursInWords, timeInWords } from '$lib/time/words';
import { dayOf, isoOf } from '$lib/time/zone';
import type { Board, Draft } from './board.svelte';
import type { Reason } from './conflicts';
import { gapsIn, overlap } from './geometry';
import { barsOfPool, countsOf, mostIn } from './pools';
import type { Stop } from './stops';
import type { Row, Span } from './types';

export const hoursOf = ({ start, end }: Span, zone: string): string =>
  hoursInWords({ starts_at: isoOf(start), ends_at: isoOf(end) }, zone);

const NIGHT = 86_400_000;

/** « mardi 8 décembre, 14 h – 16 h »; the day of the end only where it is another one. */
export function spanInWords({ start, end }: Span, zone: string): string {
  const [first, last] = [dayOf(start, zone), dayOf(end - 1, zone)];
  if (first === last || end - start < NIGHT / 2) return `${dayInWords(first)}, ${hoursOf({ start, end }, zone)}`;
  return `${dayInWords(first)}, ${timeInWords(start, zone)} – ${dayInWords(dayOf(end, zone))}, ${timeInWords(end, zone)}`;
}

export function reasonInWords(reason: Reason): string {
  const words = t().timeline.against;
  if (reason.kind === 'taken') return words.taken(reason.bar.label);
  if (reason.kind === 'full') return words.full(reason.taken, reason.size);
  return reason.kind === 'closed' ? words.closed(reason.reason) : words[reason.kind];
}

/** Said in full at first, then only what changed: the row, the day, the hours, what stands against it. */
export function draftInWords(draft: Draft, before: Draft | null, zone: string): string {
  const words = t().timeline;
  const isSameRow = before?.row.id === draft.row.id;
  const isSameDay = before && dayOf(before.span.start, zone) === dayOf(draft.span.start, zone);
  return [
    before?.act === draft.act ? '' : words.acts[draft.act](draft.bar?.label ?? ''),
    isSameRow ? '' : draft.row.label,
    isSameDay ? hoursOf(draft.span, zone) : spanInWords(draft.span, zone),
    draft.conflict ? words.impossible(draft.conflict) : '',
  ].filter(Boolean).join(', ');
}

/** « Bureau 3, mardi 8 décembre, 10 h – 10 h 30, libre »; of a bar, what it says of itself. */
export function cellInWords(board: Board, row: Row, stop: Stop): string {
  return [row.label, stop.bar ? stop.bar.words : `${spanInWords(stop, board.axis.zone)}, ${stateOf(board, row, stop)}`].join(', ');
}

/** The same without what the reader has just heard. */
export function cellAfter(board: Board, row: Row, stop: Stop, before: { row: Row; stop: Stop } | null): string {
  if (stop.bar || before?.row.id !== row.id) return cellInWords(board, row, stop);
  const { zone } = board.axis;
  const isSameDay = dayOf(before.stop.start, zone) === dayOf(stop.start, zone);
  return `${isSameDay ? hoursOf(stop, zone) : spanInWords(stop, zone)}, ${stateOf(board, row, stop)}`;
}

function stateOf(board: Board, row: Row, span: Span): string {
  const words = t().timeline;
  const closed = row.closed.find((one) => overlap(one, span));
  if (closed || gapsIn(span, row.open).length) return words.against.closed(closed?.reason ?? '');
  const state = row.pool ? words.of(takenOf(board, row, span), row.pool.size) : words.free;
  return row.attended.some((one) => overlap(one, span)) ? `${state}, ${words.attended}` : state;
}

export const takenOf = (board: Board, row: Row, span: Span): number =>
  mostIn(countsOf(row.id, barsOfPool(row, board.barsOn), span), span);
