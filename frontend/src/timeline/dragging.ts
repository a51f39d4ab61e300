/** What is drawn up by a pointer: choose on empty time, move a bar, pull its edges; by mouse at once, by touch after a long press. */
import type { Board, Draft } from './board.svelte';
import { snap } from './geometry';
import { leastFrom, mayChange, mayChoose } from './keyboard';
import { hitOf, instantUnder, placesOf, pull, rowUnder, type Hit, type Parts, type Place } from './pointing';
import { MINUTE } from '$lib/time/zone';
import type { Row, Span } from './types';

const SLACK = 4;
const TOUCH_SLACK = 10;
const LONG_PRESS = 400;

interface Grip { hit: Hit; act: Draft['act']; at: number; x: number; y: number; isTouch: boolean }

export class Dragging {
  readonly #board: Board;
  readonly #parts: Parts;
  #grip: Grip | null = null;
  #isOn = false;
  #places: Place[] = [];
  #last = { clientX: 0, clientY: 0 };
  #frame = 0;
  #press = 0;
  #swallows = false;

  constructor(board: Board, parts: Parts) {
    this.#board = board;
    this.#parts = parts;
  }

  get isOn(): boolean {
    return this.#isOn;
  }

  down = (event: PointerEvent): void => {
    this.#swallows = false;
    if (event.button !== 0 || !event.isPrimary || this.#isOn) return;
    this.#board.cancel();
    const hit = hitOf(this.#board, event);
    const act = hit && this.#actOn(hit);
    if (!hit || !act) return;
    const isTouch = event.pointerType === 'touch';
    this.#grip = { hit, act, isTouch, at: instantUnder(this.#board, this.#parts, event.clientX), x: event.clientX, y: event.clientY };
    this.#last = { clientX: event.clientX, clientY: event.clientY };
    if (isTouch) this.#press = window.setTimeout(() => this.#longPress(event.pointerId), LONG_PRESS);
  };

  #actOn({ row, bar, edge }: Hit): Draft['act'] | null {
    if (!bar) return mayChoose(this.#board, row) ? 'choose' : null;
    if (edge && mayChange(this.#board, bar, edge)) return edge;
    return mayChange(this.#board, bar, 'move') ? 'move' : null;
  }

  #longPress(pointer: number): void {
    navigator.vibrate?.(12);
    this.#start(pointer);
    this.#update();
  }

  move = (event: PointerEvent): void => {
    const { clientX, clientY } = event;
    if (!this.#grip) return;
    this.#last = { clientX, clientY };
    if (!this.#isOn) this.#leaveSlack(event, this.#grip);
    if (this.#isOn) this.#frame ||= requestAnimationFrame(this.#onFrame);
  };

  /** A mouse that moves begins to drag; a finger that moves before the long press scrolls. */
  #leaveSlack({ clientX, clientY, pointerId }: PointerEvent, { x, y, isTouch }: Grip): void {
    const away = Math.hypot(clientX - x, clientY - y);
    if (isTouch ? away > TOUCH_SLACK : away > SLACK) {
      if (isTouch) this.#forget();
      else this.#start(pointerId);
    }
  }

  #start(pointer: number): void {
    this.#isOn = true;
    this.#board.hover = null;
    this.#places = placesOf(this.#parts.scroller);
    this.#parts.scroller.setPointerCapture(pointer);
    this.#parts.scroller.dataset['dragging'] = this.#grip?.act;
  }

  #onFrame = (): void => {
    this.#frame = 0;
    if (!this.#isOn) return;
    const scrolled = this.#scroll();
    this.#update();
    if (scrolled) this.#frame = requestAnimationFrame(this.#onFrame);
  };

  #scroll(): boolean {
    const { scroller, names } = this.#parts;
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const before = [scroller.scrollLeft, scroller.scrollTop];
    const down = this.#grip?.act === 'move' ? pull(this.#last.clientY, top, bottom) : 0;
    scroller.scrollBy({ left: pull(this.#last.clientX, left + names(), right), top: down, behavior: 'instant' });
    return before[0] !== scroller.scrollLeft || before[1] !== scroller.scrollTop;
  }

  #update(): void {
    if (!this.#grip) return;
    const { hit, act, at } = this.#grip;
    const now = instantUnder(this.#board, this.#parts, this.#last.clientX);
    const row = act === 'move' ? this.#rowFor(hit.row) : hit.row;
    this.#board.propose(act, hit.bar, row, this.#spanOf(this.#grip, at, now));
  }

  #rowFor(own: Row): Row {
    const under = rowUnder(this.#board, this.#parts.scroller, this.#places, this.#last.clientY);
    if (under && (under.id === own.id || under.accepts === own.accepts)) return under;
    return this.#board.draft?.row ?? own;
  }

  #spanOf({ hit: { bar, row }, act }: Grip, from: number, now: number): Span {
    const { axis } = this.#board;
    const step = row.stepMinutes;
    if (!bar) return chosen(row, snap(axis, Math.min(from, now), step, 'floor'), snap(axis, Math.max(from, now), step, 'ceil'), now < from);
    if (act === 'move') {
      const start = snap(axis, bar.start + now - from, step);
      return { start, end: start + bar.end - bar.start };
    }
    const edge = snap(axis, now, step);
    const least = step * MINUTE;
    return act === 'start' ? { start: Math.min(edge, bar.end - least), end: bar.end } : { start: bar.start, end: Math.max(edge, bar.start + least) };
  }

  up = (event: PointerEvent): void => {
    const { hit, act, at } = this.#grip ?? {};
    const wasOn = this.#isOn;
    this.#forget();
    if (wasOn) {
      if (this.#board.draft && !this.#board.confirm()) this.#board.draft = null;
      this.#swallows = true;
    } else if (hit && act === 'choose' && at !== undefined) this.#tap(hit.row, at, event);
  };

  /** A press on empty time chooses the least that can be had from there. */
  #tap(row: Row, at: number, event: PointerEvent): void {
    event.preventDefault();
    const start = snap(this.#board.axis, at, row.stepMinutes, 'floor');
    const stop = this.#board.stopAt(row, start);
    if (stop) this.#board.stand(row, stop);
    const span = leastFrom(row, start);
    this.#board.propose('choose', null, row, span);
    if (!this.#board.confirm()) this.#board.draft = null;
  }

  /** Escape, or the browser takes the pointer for itself (a swipe). */
  stop = (): void => {
    const wasOn = this.#isOn;
    this.#forget();
    if (wasOn) {
      this.#swallows = true;
      this.#board.cancel();
    }
  };

  #forget(): void {
    window.clearTimeout(this.#press);
    cancelAnimationFrame(this.#frame);
    this.#frame = 0;
    this.#grip = null;
    this.#isOn = false;
    delete this.#parts.scroller.dataset['dragging'];
  }

  /** The click that ends a drag opens nothing. */
  click = (event: MouseEvent): void => {
    if (!this.#swallows || event.detail === 0) return;
    this.#swallows = false;
    event.preventDefault();
    event.stopPropagation();
  };

  /** A finger that drags does not scroll, and a long press opens no menu. */
  hold = (event: Event): void => {
    if (this.#isOn || (event.type === 'contextmenu' && this.#grip?.isTouch)) event.preventDefault();
  };
}

/** At least what the row asks for, at most what it allows, from where the pointer came. */
function chosen(row: Row, start: number, end: number, isBackwards: boolean): Span {
  const least = Math.max(row.stepMinutes, row.minMinutes ?? 0) * MINUTE;
  const most = (row.maxMinutes ?? Infinity) * MINUTE;
  const length = Math.min(Math.max(end - start, least), Math.max(most, least));
  return isBackwards ? { start: end - length, end } : { start, end: start + length };
}
