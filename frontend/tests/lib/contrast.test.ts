/** Contrast of every pair of colours in use, by day and by night (WCAG 2.2: 1.4.3 for text, 1.4.11 for lines and rings). */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';

const css = readFileSync('public/tokens.css', 'utf8');
const TEXT = 4.5;
const SHAPE = 3;

/** The colours in the block that this selector opens. */
function colours(selector: string): Record<string, string> {
  const block = css.slice(css.indexOf(selector)).match(/\{([^}]*)\}/)?.[1] ?? '';
  return Object.fromEntries([...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name, value]) => [name, value]));
}

const light = colours(':root {');
const wished = colours(":root:not([data-theme='light']) {");
const chosen = colours(":root[data-theme='dark'] {");

function luminance(colour: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => parseInt(colour.slice(at, at + 2), 16) / 255)
    .map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as [number, number, number];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [pale, deep] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
  return (pale + 0.05) / (deep + 0.05);
}

const PAGES = ['ground', 'surface', 'band'];
const SOFTS = ['opal-soft', 'signal-soft', 'mine-soft', 'taken-soft', 'wait-soft'];

/** Foreground, what it stands on, and the least that is wanted. */
const PAIRS: [string, string[], number][] = [
  ['ink', [...PAGES, ...SOFTS], TEXT],
  ['ink-soft', [...PAGES, 'opal-soft'], TEXT],
  ['opal', [...PAGES, 'opal-soft'], TEXT],
  ['opal-deep', [...PAGES, 'opal-soft'], TEXT],
  ['on-opal', ['opal', 'opal-deep'], TEXT],
  ['on-mast', ['mast', 'mast-soft'], TEXT],
  ['signal', [...PAGES, 'signal-soft'], TEXT],
  ['on-signal', ['signal'], TEXT],
  ['mine', [...PAGES, 'mine-soft'], TEXT],
  ['taken', [...PAGES, 'taken-soft'], TEXT],
  ['wait', [...PAGES, 'wait-soft'], TEXT],
  // Borders of fields stand on the page or on a card.
  ['line', ['ground', 'surface'], SHAPE],
];

describe.each([['by day', light], ['by night', wished]])('%s', (_, theme) => {
  test.each(PAIRS.flatMap(([fore, backs, least]) => backs.map((back) => [fore, back, least] as const)))(
    '%s on %s is at least %d : 1', (fore, back, least) => {
      expect(contrast(theme[fore] as string, theme[back] as string)).toBeGreaterThanOrEqual(least);
    });
});

test('what the device wishes and what the person chose are one night', () => {
  expect(chosen).toEqual(wished);
  expect(Object.keys(wished).length).toBeGreaterThan(15);
});

test('each colour of the day has one for the night', () => {
  expect(Object.keys(light).filter((name) => !(name in wished))).toEqual([]);
});

test('the header tells the browser its own colour', () => {
  const theme = readFileSync('../pages/static/pages/theme.js', 'utf8');
  const head = readFileSync('../pages/templates/pages/theme.html', 'utf8');
  for (const colour of [light['mast'], wished['mast']]) expect([theme.includes(colour as string), head.includes(colour as string)]).toEqual([true, true]);
});

test('the measure itself is right: black on white is 21 : 1, and grey on grey fails', () => {
  expect(contrast('#000000', '#ffffff')).toBeCloseTo(21, 5);
  expect(contrast('#777777', '#888888')).toBeLessThan(SHAPE);
});
