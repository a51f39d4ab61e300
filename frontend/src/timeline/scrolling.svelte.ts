/** What is in view sideways: the present at first, and the same hours in the middle when their width changes. */
import { untrack } from 'svelte';
import type { Board } from './board.svelte';
import { placeOf } from './geometry';
import type { Widths } from './sizes';

/** Call it while the component starts; `room` is 0 until it is measured. */
export function keepInView(board: Board, scroller: () => HTMLElement | undefined, widths: () => Widths, room: () => number): void {
  const days = $derived(`${board.given.view.days.join()} ${board.axis.length} ${room() > 0}`);
  let middle = 0;

  const half = (): number => (room() - widths().names) / 2;
  const show = (place: number): void => {
    const element = scroller();
    if (element && room()) element.scrollLeft = place * widths().track - half();
  };

  $effect.pre(() => {
    const { track, names } = widths();
    const own = (room() - names) / 2;
    // What it is given may be gone by the time this runs.
    return () => { middle = ((scroller()?.scrollLeft ?? 0) + own) / track; };
  });
  $effect(() => {
    void widths().track;
    untrack(() => show(middle));
  });
  $effect(() => {
    void days;
    untrack(() => show(board.here ? placeOf(board.axis, board.here.stop.start) : 0));
  });
}
