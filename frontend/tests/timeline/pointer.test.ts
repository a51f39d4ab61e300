/** By pointer: choose by dragging, move to another line, pull an edge; Escape; a finger needs a long press. */
import { fireEvent, render, screen } from '@testing-library/svelte';
import { tick } from 'svelte';
import { beforeEach, expect, test, vi } from 'vitest';
import { announced } from '$lib/announce.svelte';
import Timeline from '$timeline/Timeline.svelte';
import { pull } from '$timeline/pointing';
import type { TimelineProps } from '$timeline/types';
import { at, bars, given, rows, span } from './things';

/* Nothing is laid out here: 1,000 pixels of names and hours (208 + 992 as not measured), rows of 40 pixels one under the other. */
const NAMES = 208;
const TRACK = 1200 - NAMES;
const HOURS = 9;
const x = (clock: string) => NAMES + ((at(clock) - at('09:00')) / 3_600_000 / HOURS) * TRACK;
const y = (line: number) => 60 + line * 40;

beforeEach(() => {
  Element.prototype.scrollIntoView = () => undefined;
  Element.prototype.setPointerCapture = () => undefined;
  vi.spyOn(Element.prototype, 'getBoundingClientRect').mockImplementation(function box(this: Element) {
    const rows = [...document.querySelectorAll('[data-row]')];
    const line = rows.indexOf(this);
    if (line >= 0) return new DOMRect(0, y(line) - 20, 1200, 40);
    const found = bars.find(({ id }) => id === this.getAttribute('data-bar'));
    const clock = (ms: number) => new Date(ms + 3_600_000).toISOString().slice(11, 16);
    if (found) return new DOMRect(x(clock(found.start)), 0, x(clock(found.end)) - x(clock(found.start)), 30);
    return new DOMRect(0, 0, 1200, 900);
  });
});

function open(more: Partial<TimelineProps> = {}) {
  const calls = { onchoose: vi.fn(), onmove: vi.fn(), onopen: vi.fn() };
  const { container } = render(Timeline, given({ ...calls, ...more }));
  const track = (id: string) => container.querySelector(`[data-row="${id}"] [data-track]`)!;
  const point = (type: string, target: Element, clientX: number, clientY: number, pointerType = 'mouse') =>
    fireEvent(target, new PointerEvent(type, { bubbles: true, cancelable: true, clientX, clientY, pointerType, pointerId: 1, isPrimary: true, button: 0 }));
  return { ...calls, container, track, point, bar: (id: string) => container.querySelector(`[data-bar="${id}"]`)! };
}

const frame = async () => {
  await new Promise((done) => { requestAnimationFrame(done); });
  await tick();
};

test('a drag over empty time chooses it, by steps', async () => {
  const { track, point, onchoose } = open();
  await point('pointerdown', track('Bureau A'), x('13:10'), y(0));
  await point('pointermove', track('Bureau A'), x('14:20'), y(0));
  await frame();
  expect(announced().replace(/\s/gu, ' ')).toBe('Choisir, Bureau A, mardi 8 décembre, 13 h – 14 h 30');
  await point('pointerup', track('Bureau A'), x('14:20'), y(0));
  expect(onchoose.mock.calls).toEqual([[rows[0], span('13:00', '14:30')]]);
});

test('a press without a drag chooses the least there is', async () => {
  const { track, point, onchoose } = open();
  await point('pointerdown', track('Bureau A'), x('13:10'), y(0));
  await point('pointerup', track('Bureau A'), x('13:10'), y(0));
  expect(onchoose.mock.calls).toEqual([[rows[0], span('13:00', '13:30')]]);
});

test('a bar is dragged to another line; over another bar it is told and refused', async () => {
  const { bar, point, onmove, container } = open();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0));
  await point('pointermove', bar('Paul'), x('11:05'), y(1));
  await frame();
  const ghost = container.querySelector('.draft')!;
  expect(ghost.closest('[data-row]')?.getAttribute('data-row')).toBe('Bureau B');
  expect(ghost.getAttribute('data-text')).toContain('déjà pris (Rose)');
  await point('pointermove', bar('Paul'), x('13:35'), y(1));
  await frame();
  expect(container.querySelector('.conflict')).toBeNull();
  await point('pointerup', bar('Paul'), x('13:35'), y(1));
  expect(onmove.mock.calls).toEqual([[bars[0], rows[1], span('13:00', '15:00')]]);
});

test('a line that takes no such bar leaves it on its own', async () => {
  const { bar, point, onmove } = open();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0));
  await point('pointermove', bar('Paul'), x('13:30'), y(3));
  await frame();
  await point('pointerup', bar('Paul'), x('13:30'), y(3));
  expect(onmove.mock.calls).toEqual([[bars[0], rows[0], span('13:00', '15:00')]]);
});

test('a drop on what is taken changes nothing and says why', async () => {
  const { bar, point, onmove } = open();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0));
  await point('pointermove', bar('Paul'), x('10:35'), y(1));
  await frame();
  await point('pointerup', bar('Paul'), x('10:35'), y(1));
  expect(onmove).not.toHaveBeenCalled();
  expect(announced()).toBe('impossible : déjà pris (Rose)');
});

test('the right edge is pulled, never past the left one, and Escape takes it back', async () => {
  const { bar, point, onmove, container } = open();
  await point('pointerdown', bar('Paul'), x('12:00') - 3, y(0));
  await point('pointermove', bar('Paul'), x('09:00'), y(0));
  await frame();
  expect(container.querySelector('.draft')?.getAttribute('data-text')?.replace(/\s/gu, ' ')).toContain('10 h – 10 h 30');
  await fireEvent.keyDown(window, { key: 'Escape' });
  expect(container.querySelector('.draft')).toBeNull();
  await point('pointerup', bar('Paul'), x('09:00'), y(0));
  expect(onmove).not.toHaveBeenCalled();
});

test('the click that ends a drag opens nothing, a click by itself does', async () => {
  const { bar, point, onopen } = open();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0));
  await point('pointermove', bar('Paul'), x('13:30'), y(0));
  await frame();
  await point('pointerup', bar('Paul'), x('13:30'), y(0));
  await fireEvent.click(bar('Paul'), { detail: 1 });
  expect(onopen).not.toHaveBeenCalled();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0));
  await point('pointerup', bar('Paul'), x('10:30'), y(0));
  await fireEvent.click(bar('Paul'), { detail: 1 });
  expect(onopen).toHaveBeenCalledTimes(1);
});

test('a finger scrolls at once, and drags after a long press', async () => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
  const { bar, point, onmove } = open();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0), 'touch');
  await point('pointermove', bar('Paul'), x('13:30'), y(0), 'touch');
  await point('pointerup', bar('Paul'), x('13:30'), y(0), 'touch');
  expect(onmove).not.toHaveBeenCalled();
  await point('pointerdown', bar('Paul'), x('10:30'), y(0), 'touch');
  vi.advanceTimersByTime(401);
  vi.useRealTimers();
  await point('pointermove', bar('Paul'), x('13:30'), y(0), 'touch');
  await frame();
  const swipe = new Event('touchmove', { bubbles: true, cancelable: true });
  bar('Paul').dispatchEvent(swipe);
  expect(swipe.defaultPrevented).toBe(true);
  await point('pointerup', bar('Paul'), x('13:30'), y(0), 'touch');
  expect(onmove.mock.calls).toEqual([[bars[0], rows[0], span('13:00', '15:00')]]);
});

test('what is pointed at says its time', async () => {
  const { track, point } = open();
  await point('pointermove', track('Bureau B'), x('14:40'), y(1));
  await frame();
  expect(screen.getByText(/Bureau B, mardi 8 décembre, 14.h.30 – 15.h, libre, accompagnement possible/u)).toBeTruthy();
});

test('near an edge the timeline scrolls, faster towards it and past it', () => {
  expect(pull(500, 0, 1000)).toBe(0);
  expect(pull(-80, 0, 1000)).toBe(-18);
  expect([pull(24, 0, 1000), pull(976, 0, 1000)]).toEqual([-9, 9]);
});
