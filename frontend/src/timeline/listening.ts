/** The pointer and window events that a timeline listens to, and what the pointer shows while it only passes. */
import type { Board } from './board.svelte';
import { Dragging } from './dragging';
import { snap } from './geometry';
import { mayChange, mayChoose } from './keyboard';
import { hitOf, instantUnder, type Parts } from './pointing';

/** Returns what stops it. */
export function listen(board: Board, parts: Parts): () => void {
  const { scroller } = parts;
  const dragging = new Dragging(board, parts);
  const ended = new AbortController();
  const { signal } = ended;
  let passing = 0;
  const leave = (): void => {
    cancelAnimationFrame(passing);
    passing = 0;
    board.hover = null;
  };
  const pass = (event: PointerEvent): void => {
    if (dragging.isOn || event.pointerType !== 'mouse' || event.buttons || passing) return;
    passing = requestAnimationFrame(() => { passing = 0; pointAt(board, parts, event); });
  };
  const escape = (event: KeyboardEvent): void => {
    if (event.key !== 'Escape' || !dragging.isOn) return;
    event.stopPropagation();
    dragging.stop();
  };
  scroller.addEventListener('pointerdown', dragging.down, { signal });
  scroller.addEventListener('pointermove', dragging.move, { signal });
  scroller.addEventListener('pointermove', pass, { signal });
  scroller.addEventListener('pointerleave', leave, { signal });
  scroller.addEventListener('pointerup', dragging.up, { signal });
  scroller.addEventListener('pointercancel', dragging.stop, { signal });
  scroller.addEventListener('click', dragging.click, { signal, capture: true });
  scroller.addEventListener('contextmenu', dragging.hold, { signal });
  // Not passive, and there before the first touch: else the browser scrolls instead.
  scroller.addEventListener('touchmove', dragging.hold, { signal, passive: false });
  window.addEventListener('keydown', escape, { signal, capture: true });
  return () => { leave(); dragging.stop(); ended.abort(); };
}

function pointAt(board: Board, parts: Parts, event: PointerEvent): void {
  const hit = hitOf(board, event);
  board.hover = null;
  parts.scroller.dataset['over'] = '';
  if (!hit) return;
  const { row, bar, edge } = hit;
  if (bar) parts.scroller.dataset['over'] = edge && mayChange(board, bar, edge) ? 'edge' : mayChange(board, bar, 'move') ? 'movable' : '';
  else if (mayChoose(board, row)) parts.scroller.dataset['over'] = 'time';
  const start = snap(board.axis, instantUnder(board, parts, event.clientX), row.stepMinutes, 'floor');
  board.hover = { row: row.id, stop: bar ? { start: bar.start, end: bar.end, bar } : { start, end: start + row.stepMinutes * 60_000, bar: null } };
}
