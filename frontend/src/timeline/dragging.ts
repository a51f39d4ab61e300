/** What is drawn up by a pointer: choose on empty time, move a bar, pull its edges; by mouse at once, by touch after a long press. */
import { MINUTE } from '$lib/time/zone';
import type { Board, Draft } from './board.svelte';
import { snap } from './geometry';
import { leastFrom, mayChange, mayChoose } from './keyboard';
import { hitOf, instantUnder, placesOf, pointAt, pull, rowUnder, type Hit, type Parts, type Place } from './pointing';
import type { Row, Span } from './types';

const SLACK = { mouse: 4, touch: 10 };
const LONG_PRESS = 400;

type Where = Pick<PointerEvent, 'clientX' | 'clientY'>;
interface Grip { hit: Hit; act: Draft['act']; at: number; from: Where; isTouch: boolean }

/** Listens until what it returns is called. */
export function listen(board: Board, parts: Parts): () => void {
  const { scroller, names } = parts;
  let grip: Grip | null = null;
  let isOn = false;
  let places: Place[] = [];
  let last: Where = { clientX: 0, clientY: 0 };
  let frame = 0;
  let press = 0;
  let swallows = false;

  function down(event: PointerEvent): void {
    swallows = false;
    if (event.button || !event.isPrimary || isOn) return;
    board.cancel();
    const hit = hitOf(board, event);
    const act = hit && actOn(board, hit);
    if (!act) return;
    last = event;
    grip = { hit, act, from: event, at: instantUnder(board, parts, event.clientX), isTouch: event.pointerType === 'touch' };
    if (grip.isTouch) press = window.setTimeout(longPress, LONG_PRESS, event.pointerId);
  }

  function longPress(pointer: number): void {
    navigator.vibrate?.(12);
    start(pointer);
    update();
  }

  /** A mouse that moves begins to drag; a finger that moves before the long press scrolls. */
  function move(event: PointerEvent): void {
    if (!grip) return pass(event);
    last = event;
    if (!isOn && Math.hypot(last.clientX - grip.from.clientX, last.clientY - grip.from.clientY) > SLACK[grip.isTouch ? 'touch' : 'mouse']) {
      if (grip.isTouch) forget();
      else start(event.pointerId);
    }
    if (isOn) frame ||= requestAnimationFrame(onFrame);
  }

  function pass(event: PointerEvent): void {
    if (event.pointerType === 'mouse' && !event.buttons) frame ||= requestAnimationFrame(() => { frame = 0; pointAt(board, parts, event); });
  }

  function start(pointer: number): void {
    isOn = true;
    board.hover = null;
    places = placesOf(scroller);
    scroller.setPointerCapture(pointer);
    scroller.dataset['dragging'] = grip?.act;
  }

  function onFrame(): void {
    frame = 0;
    if (!isOn) return;
    const hasScrolled = scroll();
    update();
    if (hasScrolled) frame = requestAnimationFrame(onFrame);
  }

  function scroll(): boolean {
    const { left, right, top, bottom } = scroller.getBoundingClientRect();
    const before = scroller.scrollLeft + scroller.scrollTop;
    scroller.scrollBy(pull(last.clientX, left + names(), right), grip?.act === 'move' ? pull(last.clientY, top, bottom) : 0);
    return before !== scroller.scrollLeft + scroller.scrollTop;
  }

  function update(): void {
    if (!grip) return;
    const { act, hit: { bar, row } } = grip;
    board.propose(act, bar, act === 'move' ? rowFor(row) : row, spanOf(board, grip, instantUnder(board, parts, last.clientX)));
  }

  /** Over a row that takes no such bar it stays on the last that does. */
  function rowFor(own: Row): Row {
    const under = rowUnder(board, scroller, places, last.clientY);
    return under && (under.id === own.id || under.accepts === own.accepts) ? under : board.draft?.row ?? own;
  }

  function up(): void {
    const held = grip;
    const wasOn = isOn;
    forget();
    if (wasOn) swallows = true;
    else if (held?.act === 'choose') tap(board, held);
    if ((wasOn || held?.act === 'choose') && !board.confirm()) board.draft = null;
  }

  /** Escape, or the browser takes the pointer for itself (a swipe). */
  function stop(): void {
    if (isOn) board.cancel();
    swallows ||= isOn;
    forget();
  }

  function forget(): void {
    clearTimeout(press);
    cancelAnimationFrame(frame);
    frame = 0;
    grip = null;
    isOn = false;
    delete scroller.dataset['dragging'];
  }

  function leave(): void {
    if (!isOn) board.hover = null;
  }

  /** The click that ends a drag opens nothing; one by keys does. */
  function click(event: MouseEvent): void {
    if (swallows && event.detail) halt(event);
    swallows = false;
  }

  /** A finger that drags does not scroll, and a long press opens no menu. */
  function hold(event: Event): void {
    if (isOn || (event.type === 'contextmenu' && grip?.isTouch)) event.preventDefault();
  }

  function escape(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || !isOn) return;
    halt(event);
    stop();
  }

  const capture = true;
  // The touch is listened to, and not passively, before it begins: else the browser scrolls instead.
  const listeners: [string, (event: never) => void, AddEventListenerOptions?][] = [
    ['pointerdown', down], ['pointermove', move], ['pointerup', up], ['pointercancel', stop], ['pointerleave', leave],
    ['click', click, { capture }], ['contextmenu', hold], ['touchmove', hold, { passive: false }],
  ];
  for (const [type, heard, options] of listeners) scroller.addEventListener(type, heard as EventListener, options);
  addEventListener('keydown', escape, { capture });
  return () => {
    stop();
    for (const [type, heard, options] of listeners) scroller.removeEventListener(type, heard as EventListener, options);
    removeEventListener('keydown', escape, { capture });
  };
}

function halt(event: Event): void {
  event.preventDefault();
  event.stopPropagation();
}

function actOn(board: Board, { row, bar, edge }: Hit): Draft['act'] | null {
  if (!bar) return mayChoose(board, row) ? 'choose' : null;
  return edge ?? (mayChange(board, bar, 'move') ? 'move' : null);
}

/** A press on empty time chooses the least that can be had from there. */
function tap(board: Board, { hit: { row }, at }: Grip): void {
  const start = snap(board.axis, at, row.stepMinutes, 'floor');
  const stop = board.stopAt(row, start);
  if (stop) board.stand(row, stop);
  board.propose('choose', null, row, leastFrom(row, start));
}

function spanOf({ axis }: Board, { hit: { bar, row }, act, at }: Grip, now: number): Span {
  const step = row.stepMinutes;
  if (!bar) return chosen(row, snap(axis, Math.min(at, now), step, 'floor'), snap(axis, Math.max(at, now), step, 'ceil'), now < at);
  if (act === 'move') {
    const start = snap(axis, bar.start + now - at, step);
    return { start, end: start + bar.end - bar.start };
  }
  const edge = snap(axis, now, step);
  const least = step * MINUTE;
  return act === 'start' ? { start: Math.min(edge, bar.end - least), end: bar.end } : { start: bar.start, end: Math.max(edge, bar.start + least) };
}

/** At least what the row asks for, at most what it allows, from where the pointer came. */
function chosen(row: Row, start: number, end: number, isBackwards: boolean): Span {
  const least = leastFrom(row, start).end - start;
  const length = Math.min(Math.max(end - start, least), Math.max((row.maxMinutes ?? Infinity) * MINUTE, least));
  return isBackwards ? { start: end - length, end } : { start, end: start + length };
}
