/** Every act of the timeline by keys: walk, choose, move, resize, unfold, zoom, to now. */
import { announce } from '$lib/announce.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { dayOf, MINUTE } from '$lib/time/zone';
import type { Board, Draft } from './board.svelte';
import { spanOf } from './geometry';
import { indexAt, strode, type Stride } from './stops';
import type { Bar, Row, Span, Zoom } from './types';
import { cellAfter } from './words';

/** What only the component can do: put the focus where the cursor stands, show the help. */
export interface Hands { focus: () => void; help: () => unknown }

const SIGN: Record<string, 1 | -1> = { ArrowLeft: -1, ArrowUp: -1, PageUp: -1, ArrowRight: 1, ArrowDown: 1, PageDown: 1 };

const strideOf = ({ key, shiftKey }: KeyboardEvent): Stride => (key.startsWith('Page') ? 'page' : shiftKey ? 'hour' : 'step');
const isSideways = (key: string): boolean => ['ArrowLeft', 'ArrowRight', 'PageUp', 'PageDown'].includes(key);

/** True when the key was for the timeline. */
export function onKey(board: Board, event: KeyboardEvent, hands: Hands): boolean {
  if (event.altKey || event.metaKey) return false;
  if (board.draft) return draftKey(board, board.draft, event);
  if (event.ctrlKey) return toCorner(board, event.key, hands);
  return walk(board, event, hands) || act(board, event.key, hands);
}

function draftKey(board: Board, draft: Draft, event: KeyboardEvent): boolean {
  const { key } = event;
  if (key === 'Escape') board.cancel();
  else if (key === 'Enter' || key === ' ') board.confirm();
  else if (isSideways(key)) shift(board, draft, SIGN[key]!, strideOf(event));
  else if (key === 'ArrowUp' || key === 'ArrowDown') across(board, draft, SIGN[key]!);
  else if (key === 'Tab') return leave(board);
  return true;
}

/** The focus goes on to what comes after, and what was under way is given up. */
function leave(board: Board): false {
  board.cancel();
  return false;
}

/** A move takes both ends along; else one end follows, and never passes the other. */
function shift(board: Board, { act, bar, row, span }: Draft, sign: 1 | -1, stride: Stride): void {
  const step = row.stepMinutes;
  if (act === 'move') {
    const start = strode(board.axis, span.start, sign, stride, step);
    return board.propose(act, bar, row, { start, end: span.end + start - span.start });
  }
  const isStart = act === 'start';
  const moved = strode(board.axis, isStart ? span.start : span.end, sign, stride, step, isStart ? 'start' : 'end');
  const least = (bar ? step : Math.max(step, row.minMinutes ?? 0)) * MINUTE;
  board.propose(act, bar, row, isStart
    ? { start: Math.min(moved, span.end - least), end: span.end }
    : { start: span.start, end: Math.max(moved, span.start + least) });
}

/** To the next row that takes such a bar; while resizing, to the other end. */
function across(board: Board, { act, bar, row, span }: Draft, sign: 1 | -1): void {
  if (bar && act !== 'move') return board.propose(sign < 0 ? 'start' : 'end', bar, row, span);
  if (act !== 'move') return;
  const rows = board.lines.map((line) => line.row).filter((other) => other.id === row.id || other.accepts === row.accepts);
  const next = rows[rows.findIndex(({ id }) => id === row.id) + sign];
  if (next) board.propose(act, bar, next, span);
  else announce(t().timeline.noOtherRow);
}

function walk(board: Board, event: KeyboardEvent, hands: Hands): boolean {
  const { key } = event;
  const sign = SIGN[key];
  if (!board.here) return false;
  if (key === 'Home' || key === 'End') toEdge(board, key);
  else if (sign && isSideways(key)) along(board, sign, strideOf(event));
  else if (sign) toRow(board, board.lines.findIndex(({ row }) => row.id === board.here?.row.id) + sign * (event.shiftKey ? 5 : 1));
  else return false;
  hands.focus();
  return true;
}

function stand(board: Board, row: Row, at: number, index?: number): void {
  const before = board.here;
  const stops = board.stopsOn(row);
  const stop = stops[index ?? indexAt(stops, at)];
  if (!stop) return;
  board.stand(row, stop);
  announce(cellAfter(board, row, stop, before));
}

function along(board: Board, sign: 1 | -1, stride: Stride): void {
  const { row, stop } = board.here!;
  const stops = board.stopsOn(row);
  const from = indexAt(stops, stop.start, stop.bar?.id ?? null);
  const next = Math.min(Math.max(from + sign, 0), stops.length - 1);
  if (stride === 'step') return stand(board, row, 0, next);
  const there = indexAt(stops, strode(board.axis, board.cursor?.at ?? stop.start, sign, stride, row.stepMinutes));
  stand(board, row, 0, sign * (there - next) > 0 ? there : next);
}

function toRow(board: Board, index: number): void {
  const line = board.lines[Math.min(Math.max(index, 0), board.lines.length - 1)];
  if (line) stand(board, line.row, board.cursor?.at ?? board.here!.stop.start);
}

/** The first or the last stop of the day, and from there of all that is shown. */
function toEdge(board: Board, key: 'Home' | 'End'): void {
  const { row, stop } = board.here!;
  const stops = board.stopsOn(row);
  const day = dayOf(stop.start, board.axis.zone);
  const inDay = stops.flatMap((one, index) => (dayOf(one.start, board.axis.zone) === day ? [index] : []));
  const here = indexAt(stops, stop.start, stop.bar?.id ?? null);
  const edge = (key === 'Home' ? inDay[0] : inDay.at(-1)) ?? here;
  stand(board, row, 0, edge !== here ? edge : key === 'Home' ? 0 : stops.length - 1);
}

function toCorner(board: Board, key: string, hands: Hands): boolean {
  if (key !== 'Home' && key !== 'End') return false;
  toRow(board, key === 'Home' ? 0 : board.lines.length - 1);
  hands.focus();
  return true;
}

function act(board: Board, key: string, hands: Hands): boolean {
  const acts: Record<string, () => boolean> = {
    enter: () => open(board),
    ' ': () => unfold(board, hands) || open(board),
    m: () => startChanging(board, 'move'),
    r: () => startChanging(board, 'end'),
    '+': () => zoom(board, 1), '=': () => zoom(board, 1), '-': () => zoom(board, -1),
    n: () => toNow(board, hands), t: () => toNow(board, hands),
    o: () => openLine(),
    '?': () => { hands.help(); return true; },
  };
  return acts[key.toLowerCase()]?.() ?? false;
}

/** A bar is pressed; free time begins to be chosen. */
function open(board: Board): boolean {
  const { here } = board;
  if (!here) return false;
  if (here.stop.bar) (document.activeElement as HTMLElement).click();
  else if (!mayChoose(board, here.row)) announce(t().timeline.notChoosable);
  else board.propose('choose', null, here.row, leastFrom(here.row, here.stop.start));
  return true;
}

/** The page of the thing, to which its name leads. */
function openLine(): boolean {
  document.activeElement?.closest('[data-row]')?.querySelector<HTMLElement>('.name a')?.click();
  return true;
}

export const mayChoose = (board: Board, row: Row): boolean => row.bookable && board.given.onchoose !== undefined;

export const leastFrom = ({ stepMinutes, minMinutes = 0 }: Row, start: number): Span =>
  ({ start, end: start + Math.max(stepMinutes, minMinutes) * MINUTE });

export const mayChange = (board: Board, bar: Bar, act: 'move' | 'start' | 'end'): boolean =>
  board.given.onmove !== undefined && (act === 'move' ? bar.movable : bar.resizable);

function startChanging(board: Board, act: 'move' | 'end'): boolean {
  const { row, stop: { bar } } = board.here ?? { stop: { bar: null } };
  if (!row || !bar) announce(t().timeline.onABar);
  else if (!mayChange(board, bar, act)) announce(t().timeline.fixed[act](bar.label));
  else board.propose(act, bar, row, { start: bar.start, end: bar.end });
  return true;
}

/** From a place inside, the line that holds it. */
function unfold(board: Board, hands: Hands): boolean {
  const line = board.here && board.lineOf(board.here.row.id);
  const pool = line?.inside ?? line?.row;
  if (!pool?.pool?.unfolds) return false;
  if (line?.inside) stand(board, pool, board.cursor?.at ?? 0);
  board.toggle(pool);
  hands.focus();
  return true;
}

export function zoom(board: Board, by: 1 | -1): boolean {
  const next = Math.min(Math.max(board.given.view.zoom + by, 0), 3) as Zoom;
  board.given.onview({ zoom: next });
  announce(t().timeline.zoomed(2 ** next));
  return true;
}

export function toNow(board: Board, hands: Hands): boolean {
  const { start, end } = spanOf(board.axis);
  const { now } = board;
  if (!board.here || now < start || now >= end) announce(t().timeline.nowElsewhere);
  else {
    stand(board, board.here.row, now);
    hands.focus();
  }
  return true;
}
