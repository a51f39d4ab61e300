/** What a pointer is over: a bar, an edge of it, or empty time of a row. */
import type { Board } from './board.svelte';
import { instantAt, snap } from './geometry';
import { leastFrom, mayChange, mayChoose } from './keyboard';
import type { Stop } from './stops';
import type { Bar, Row } from './types';

/** The element that scrolls, and how wide in pixels its names and its hours are. */
export interface Parts { scroller: HTMLElement; names: () => number; track: () => number }

export interface Hit { row: Row; bar: Bar | null; edge: 'start' | 'end' | null }

export interface Point { clientX: number; clientY: number; target?: EventTarget | null; pointerType?: string }

const EDGE = { mouse: 8, touch: 16 };

/** The instant under a pointer, even where it has left the timeline. */
export function instantUnder(board: Board, { scroller, names, track }: Parts, clientX: number): number {
  const x = clientX - scroller.getBoundingClientRect().left + scroller.scrollLeft - names();
  return instantAt(board.axis, x / track());
}

/** Null over a name, a heading, or what is no part of a row. */
export function hitOf(board: Board, { clientX, target, pointerType }: Point): Hit | null {
  if (!(target instanceof Element) || !target.closest('[data-track]')) return null;
  const row = board.lineOf(target.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? '')?.row;
  if (!row) return null;
  const element = target.closest<HTMLElement>('[data-bar]');
  const bar = element ? board.barsOn(row.id).find(({ id }) => id === element.dataset['bar']) ?? null : null;
  const reach = pointerType === 'mouse' ? EDGE.mouse : EDGE.touch;
  return { row, bar, edge: bar && element && mayChange(board, bar, 'end') ? edgeOf(element.getBoundingClientRect(), clientX, reach) : null };
}

/** A bar too narrow for edges is only moved. */
function edgeOf({ left, right, width }: DOMRect, clientX: number, reach: number): 'start' | 'end' | null {
  if (width < reach * 3) return null;
  if (clientX - left < reach) return 'start';
  return right - clientX < reach ? 'end' : null;
}

export interface Place { id: string; top: number; bottom: number }

/** Where every row stands, in pixels from the top of what scrolls: read once, as a drag begins. */
export function placesOf(scroller: HTMLElement): Place[] {
  const from = scroller.getBoundingClientRect().top - scroller.scrollTop;
  return [...scroller.querySelectorAll<HTMLElement>('[data-row]')].map((row) => {
    const { top, bottom } = row.getBoundingClientRect();
    return { id: row.dataset['row'] ?? '', top: top - from, bottom: bottom - from };
  });
}

export function rowUnder(board: Board, scroller: HTMLElement, places: Place[], clientY: number): Row | null {
  const y = clientY - scroller.getBoundingClientRect().top + scroller.scrollTop;
  const place = places.find(({ top, bottom }) => top <= y && y < bottom);
  return place ? board.lineOf(place.id)?.row ?? null : null;
}

const ZONE = 48;
const FASTEST = 18;

/** How far a pointer near an edge (or past it) scrolls in one frame. */
export function pull(at: number, from: number, to: number): number {
  if (at < from + ZONE) return -Math.min(1, (from + ZONE - at) / ZONE) * FASTEST;
  return at > to - ZONE ? Math.min(1, (at - to + ZONE) / ZONE) * FASTEST : 0;
}

/** What the pointer shows while it only passes: the time under it, and what a press would do. */
export function pointAt(board: Board, parts: Parts, event: PointerEvent): void {
  const hit = hitOf(board, event);
  parts.scroller.dataset['over'] = hit ? cursorOn(board, hit) : '';
  board.hover = hit && { row: hit.row.id, stop: hit.bar ? { ...hit.bar, bar: hit.bar } : stepAt(board, hit.row, instantUnder(board, parts, event.clientX)) };
}

function cursorOn(board: Board, { row, bar, edge }: Hit): string {
  if (!bar) return mayChoose(board, row) ? 'time' : '';
  return edge ? 'edge' : mayChange(board, bar, 'move') ? 'movable' : '';
}

function stepAt(board: Board, row: Row, at: number): Stop {
  const start = snap(board.axis, at, row.stepMinutes, 'floor');
  return { start, end: leastFrom({ ...row, minMinutes: 0 }, start).end, bar: null };
}
