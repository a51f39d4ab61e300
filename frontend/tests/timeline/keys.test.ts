/** Every act of the timeline by keys: heard by screen readers, given back once, taken back by Escape. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { announced } from '$lib/announce.svelte';
import Timeline from '$timeline/Timeline.svelte';
import type { TimelineProps } from '$timeline/types';
import { expectNoViolations } from '../axe';
import { at, bar, bars, given, rows, span, view } from './things';

const spoken = () => announced().replace(/\s/gu, ' ');

async function open(more: Partial<TimelineProps> = {}) {
  const user = userEvent.setup();
  const calls = { onchoose: vi.fn(), onmove: vi.fn(), onopen: vi.fn(), onview: vi.fn() };
  const shown = render(Timeline, given({ ...calls, ...more }));
  screen.getByRole('grid').querySelector<HTMLElement>('[tabindex="0"]')!.focus();
  const press = async (...keys: string[]) => {
    for (const key of keys) await user.keyboard(key);
  };
  return { ...calls, ...shown, press };
}

const focused = () => document.activeElement?.getAttribute('aria-label')?.replace(/\s/gu, ' ') ?? '';

beforeEach(() => { Element.prototype.scrollIntoView = () => undefined; });

test('the grid is sound for those who do not see it, and one tab stop', async () => {
  const { container } = await open();
  await expectNoViolations(container);
  expect(container.querySelectorAll('[role="grid"] [tabindex="0"]').length).toBe(1);
  expect(screen.getAllByRole('row').length).toBe(1 + 2 + 4);
});

test('arrows walk over bars and free time, line by line, and it is said', async () => {
  const { press } = await open();
  expect(focused()).toBe('Paul, 10:00 – 12:00');
  await press('{ArrowRight}');
  expect(focused()).toBe('Bureau A, mardi 8 décembre, 12 h – 12 h 30, libre');
  expect(spoken()).toBe('12 h – 12 h 30, libre');
  await press('{ArrowLeft}', '{ArrowLeft}');
  expect(spoken()).toBe('9 h 30 – 10 h, libre');
  await press('{ArrowDown}');
  expect(spoken()).toBe('Bureau B, mardi 8 décembre, 9 h 30 – 10 h, libre');
  await press('{ArrowDown}');
  expect(spoken()).toBe('Open space, mardi 8 décembre, 9 h 30 – 10 h, 1 / 3 occupées');
  await press('{End}');
  expect(spoken()).toBe('17 h 30 – 18 h, 0 / 3 occupées');
  await press('{Home}', '{Control>}{End}{/Control}');
  expect(spoken()).toBe('Imprimante, mardi 8 décembre, 9 h – 9 h 30, libre');
  await press('{Shift>}{ArrowRight}{/Shift}', '{PageDown}', '{ArrowLeft}', '{ArrowLeft}', '{ArrowLeft}');
  expect(spoken()).toBe('12 h 30 – 13 h, fermé : Inventaire');
  await press('n');
  expect(spoken()).toBe('10 h – 10 h 30, libre');
});

test('a span is chosen with Enter and arrows', async () => {
  const { press, onchoose } = await open();
  await press('{ArrowRight}', '{Enter}');
  expect(spoken()).toBe('Choisir, Bureau A, mardi 8 décembre, 12 h – 12 h 30');
  await press('{ArrowRight}', '{ArrowRight}');
  expect(spoken()).toBe('12 h – 13 h 30');
  expect(onchoose).not.toHaveBeenCalled();
  await press('{Enter}');
  expect(onchoose.mock.calls).toEqual([[rows[0], span('12:00', '13:30')]]);
});

test('a choice over another bar is refused in words, and Escape takes it back', async () => {
  const { press, onchoose, container } = await open();
  await press('{ArrowLeft}', '{Enter}', '{ArrowRight}');
  expect(spoken()).toBe('9 h 30 – 10 h 30, impossible : déjà pris (Paul)');
  expect(container.querySelector('.draft')?.className).toContain('conflict');
  expect(container.querySelector('.draft')?.getAttribute('data-text')).toContain('⚠');
  await press('{Enter}');
  expect(onchoose).not.toHaveBeenCalled();
  await press('{Escape}');
  expect(spoken()).toBe('Annulé : rien n’a changé.');
  expect(container.querySelector('.draft')).toBeNull();
});

test('a bar is moved in time and to another line that takes it, past one that does not', async () => {
  const { press, onmove, rerender } = await open();
  await press('m');
  expect(spoken()).toBe('Déplacer Paul, Bureau A, mardi 8 décembre, 10 h – 12 h');
  await press('{ArrowDown}');
  expect(spoken()).toBe('Bureau B, 10 h – 12 h, impossible : déjà pris (Rose)');
  await press('{Shift>}{ArrowRight}{/Shift}', '{Shift>}{ArrowRight}{/Shift}', '{ArrowDown}');
  expect(spoken()).toBe('Pas d’autre ligne où le mettre.');
  await press('{Enter}');
  expect(onmove.mock.calls).toEqual([[bars[0], rows[1], span('12:00', '14:00')]]);
  await rerender({ bars: [{ ...bars[0]!, row: 'Bureau B', ...span('12:00', '14:00') }, ...bars.slice(1)] });
  expect(focused()).toBe('Paul, 10:00 – 12:00');
  expect(document.activeElement?.closest('[data-row]')?.getAttribute('data-row')).toBe('Bureau B');
});

test('a bar is resized at its end, then at its start', async () => {
  const { press, onmove } = await open();
  await press('r', '{ArrowRight}', '{ArrowUp}', '{ArrowLeft}');
  expect(spoken()).toBe('9 h 30 – 12 h 30');
  await press('{Enter}');
  expect(onmove.mock.calls).toEqual([[bars[0], rows[0], span('09:30', '12:30')]]);
});

test('what does not move says so', async () => {
  const { press, onmove } = await open({ bars: [bar('Paul', 'Bureau A', '10:00', '12:00', { movable: false, resizable: false })] });
  await press('m');
  expect(spoken()).toBe('Paul ne se déplace pas.');
  await press('r', '{Enter}');
  expect(onmove).not.toHaveBeenCalled();
});

test('Enter opens a bar', async () => {
  const { press, onopen } = await open();
  await press('{Enter}');
  expect(onopen.mock.calls).toEqual([[bars[0]]]);
});

test('Space unfolds a pool to its places, and folds it from one of them', async () => {
  const { press, container } = await open();
  await press('{ArrowDown}', '{ArrowDown}', ' ');
  expect(spoken()).toBe('Open space : 3 lignes dépliées');
  expect(screen.getAllByRole('row').length).toBe(1 + 2 + 4 + 3);
  await press('{ArrowDown}');
  expect(focused()).toBe('Léa, 09:00 – 12:00');
  await press(' ');
  expect(spoken()).toBe('Open space : replié');
  expect(document.activeElement?.closest('[data-row]')?.getAttribute('data-row')).toBe('Open space');
  await expectNoViolations(container);
});

test('plus and minus zoom, as far as there is', async () => {
  const { press, onview, rerender } = await open();
  await press('-', '+');
  expect(onview.mock.calls).toEqual([[{ zoom: 0 }], [{ zoom: 1 }]]);
  await rerender({ view: { ...view, zoom: 3 } });
  await press('+');
  expect(onview.mock.lastCall).toEqual([{ zoom: 3 }]);
});

test('O opens the page of the line', async () => {
  const { press } = await open({ rows: [{ ...rows[0]!, href: '#bureau-a' }] });
  await press('o');
  expect(location.hash).toBe('#bureau-a');
});

test('the question mark shows every key', async () => {
  const { press } = await open();
  await press('?');
  expect(await screen.findByRole('dialog', { name: 'Touches du clavier' })).toBeTruthy();
  expect(screen.getByText(/^Déplacer.: flèches, puis Entrée$/)).toBeTruthy();
});

test('the present that is not shown is said to be elsewhere', async () => {
  const { press } = await open({ now: at('10:00', '2026-12-20') });
  await press('t');
  expect(spoken()).toBe('Maintenant n’est pas dans les jours montrés.');
});

test('the focus that leaves takes back what was under way', async () => {
  const { press, container } = await open();
  await press('m', '{Tab}');
  expect(container.querySelector('.draft')).toBeNull();
});

test('time that goes by moves the present and nothing else', async () => {
  const { container, rerender } = await open();
  const changed: string[] = [];
  const watch = new MutationObserver((records) => { changed.push(...records.map(({ target }) => (target as Element).className)); });
  watch.observe(container.querySelector('[role="grid"]')!, { attributes: true, subtree: true, childList: true });
  await rerender({ now: at('10:20') });
  await new Promise((done) => { setTimeout(done, 20); });
  watch.disconnect();
  expect(changed.length).toBeGreaterThan(0);
  expect(changed.filter((name) => !name.includes('present'))).toEqual([]);
});
