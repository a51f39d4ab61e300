/** The pure parts of the report: periods, figures in words, grid, curve, order, address, colours. */
import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { csvAddress } from '$lib/api/reports';
import type { OccupancyCell, OccupancyRow, OccupancyWeek } from '$lib/api/types';
import { behindAddress, narrowIn, pageIn } from '$screens/reports/asked';
import { pointsOf, topOf } from '$screens/reports/curve';
import { hours, levelOf, percent, percentNumber } from '$screens/reports/figures';
import { gridOf, neighbour } from '$screens/reports/heat';
import { addressOf, chosenIn, daysOf } from '$screens/reports/period';
import { nextOrder, orderIn, sorted } from '$screens/reports/sorting';

const cell = (weekday: number, hour: number, open = 60, claimed = 30): OccupancyCell =>
  ({ weekday, hour, open, claimed, rate: open ? claimed / open : null });

describe('periods by name', () => {
  test.each([
    ['week', '2026-11-22', '2026-11-16', '2026-11-22'],
    ['week', '2026-11-23', '2026-11-23', '2026-11-29'],
    ['fourWeeks', '2026-11-22', '2026-10-19', '2026-11-15'],
    ['month', '2028-02-10', '2028-02-01', '2028-02-29'],
    ['lastMonth', '2027-01-31', '2026-12-01', '2026-12-31'],
    ['lastMonth', '2027-03-31', '2027-02-01', '2027-02-28'],
    ['quarter', '2026-11-22', '2026-10-01', '2026-12-31'],
    ['quarter', '2027-01-01', '2027-01-01', '2027-03-31'],
  ] as const)('%s on %s', (name, today, first, last) => {
    expect(daysOf(name, today)).toEqual({ first, last });
  });

  const chosen = (search: string) => chosenIn(new URLSearchParams(search), '2026-11-22');

  test('what the address cannot mean is the usual period', () => {
    const usual = { name: 'fourWeeks', first: '2026-10-19', last: '2026-11-15', wrong: null };
    expect(chosen('')).toEqual(usual);
    expect(chosen('periode=siecle')).toEqual(usual);
    expect(chosen('periode=dates&du=hier&au=2026-13-45')).toEqual({ ...usual, name: 'dates' });
  });

  test('two days, both included, in order and not too far apart', () => {
    expect(chosen('periode=dates&du=2026-11-01&au=2026-11-01').wrong).toBeNull();
    expect(chosen('periode=dates&du=2026-11-02&au=2026-11-01').wrong).toBe('order');
    expect(chosen('periode=dates&du=2026-01-01&au=2027-02-04').wrong).toBeNull();
    expect(chosen('periode=dates&du=2026-01-01&au=2027-02-05').wrong).toBe('long');
  });

  test('the usual one is not written', () => {
    expect([addressOf('fourWeeks'), addressOf('week')]).toEqual([null, 'semaine']);
  });
});

describe('figures', () => {
  test('a share is neither nothing nor all unless it is', () => {
    expect([0, 0.001, 0.374, 0.999, 1].map((rate) => percent(rate).replace(/\s/g, ' '))).toEqual(['0 %', '1 %', '37 %', '99 %', '100 %']);
    expect(percentNumber(0.4567)).toBe('46');
  });

  test('minutes are hours', () => {
    expect([0, 45, 60, 24_750, 66_780].map((minutes) => hours(minutes).replace(/\s/g, ' '))).toEqual(['0 h', '45 min', '1 h', '412 h 30', '1 113 h']);
  });

  test('the colour deepens at each step', () => {
    expect([0, 0.05, 0.1, 0.24, 0.25, 0.5, 0.75, 1].map(levelOf)).toEqual([0, 1, 2, 2, 3, 4, 5, 5]);
  });
});

describe('the hours of the week', () => {
  const heat = [cell(1, 9), cell(1, 11), cell(3, 9), cell(7, 10, 0, 0)];

  test('run from the first to the last open one, closed where nothing was open', () => {
    const lines = gridOf(heat);
    expect(lines.map(({ hour }) => hour)).toEqual([9, 10, 11]);
    expect(lines[0]?.cells.map((one) => one?.weekday ?? 0)).toEqual([1, 0, 3, 0, 0, 0, 0]);
    expect(lines[1]?.cells.every((one) => one === null)).toBe(true);
    expect(gridOf([cell(7, 10, 0, 0)])).toEqual([]);
  });

  test('arrows go over closed cells and stop at the edge', () => {
    expect(neighbour(heat, { weekday: 1, hour: 9 }, 'ArrowDown')).toEqual({ weekday: 1, hour: 11 });
    expect(neighbour(heat, { weekday: 1, hour: 9 }, 'ArrowRight')).toEqual({ weekday: 3, hour: 9 });
    expect(neighbour(heat, { weekday: 3, hour: 9 }, 'ArrowLeft')).toEqual({ weekday: 1, hour: 9 });
    expect(neighbour(heat, { weekday: 1, hour: 9 }, 'ArrowUp')).toBeNull();
    expect(neighbour(heat, { weekday: 1, hour: 9 }, 'Enter')).toBeNull();
  });
});

test('the curve spreads weeks by their days and scales to what it shows', () => {
  const week = (monday: string, rate: number | null): OccupancyWeek => ({ monday, whole: true, open: rate === null ? 0 : 100, claimed: 0, rate });
  const points = pointsOf([week('2026-11-02', 0), week('2026-11-09', null), week('2026-11-16', 0.2), week('2026-11-30', 0.1)], 460);
  expect(points.map(({ x }) => x)).toEqual([44, 238, 432]);
  expect(points[1]?.y).toBeCloseTo(12 + 0.2 * 140);
  expect([[0.2], [0.3], [0.6], []].map(topOf)).toEqual([0.25, 0.5, 1, 0.25]);
  expect(pointsOf([], 400)).toEqual([]);
});

test('headers sort numbers from the highest, names from A, then the other way, then as listed', () => {
  const row = (name: string, rate: number | null) => ({ name, rate }) as OccupancyRow;
  const rows = [row('Bureau 10', 0.2), row('Bureau 2', null), row('Atelier', 0.5)];
  const names = (order: string | null) => sorted(rows, orderIn(order), 'fr').map(({ name }) => name);
  expect(names('name')).toEqual(['Atelier', 'Bureau 2', 'Bureau 10']);
  expect(names('-rate')).toEqual(['Atelier', 'Bureau 10', 'Bureau 2']);
  expect(names('bogus')).toEqual(['Bureau 10', 'Bureau 2', 'Atelier']);
  expect([null, '-rate', 'rate'].map((order) => nextOrder('rate', orderIn(order)))).toEqual(['-rate', 'rate', null]);
  expect([null, 'name', '-name'].map((order) => nextOrder('name', orderIn(order)))).toEqual(['name', '-name', null]);
});

test('a figure stands in the address and is read from it', () => {
  const narrow = { figure: 'outside', offer: 'o1', resource: undefined, weekday: 3, hour: 0 } as const;
  const pairs = Object.entries(behindAddress(narrow)).filter((pair): pair is [string, string] => pair[1] !== null);
  expect(narrowIn(new URLSearchParams(pairs))).toEqual(narrow);
  expect(narrowIn(new URLSearchParams('jour=3'))).toBeNull();
  expect(narrowIn(new URLSearchParams('chiffre=reserve&jour=8&heure=24'))).toMatchObject({ figure: 'claimed', weekday: undefined, hour: undefined });
  expect([pageIn(new URLSearchParams('page=3')), pageIn(new URLSearchParams('page=-1'))]).toEqual([3, 1]);
});

test('the file is asked for in the language of the reader', () => {
  expect(csvAddress('s1', { from: '2026-11-01', to: '2026-12-01' }, 'offer', 'fr'))
    .toBe('/api/v1/reports/occupancy/?site=s1&from=2026-11-01&to=2026-12-01&by=offer&format=csv&lang=fr');
});

describe('the colours of the hours', () => {
  const tokens = readFileSync('public/tokens.css', 'utf8');
  const styles = readFileSync('src/screens/reports/HeatMap.svelte', 'utf8');
  const levels = [...styles.matchAll(/\.level-(\d) \{ background: (?:color-mix\(in srgb, var\(--opal\) (\d+)%, var\(--surface\)\)|var\(--(\w+)\)); color: var\(--([\w-]+)\)/g)]
    .map(([, level, share, plain, ink]) => ({ level, share: share ? Number(share) / 100 : plain === 'opal' ? 1 : 0, ink: ink as string }));

  type Colour = [number, number, number];
  const theme = (selector: string) => (name: string): Colour => {
    const block = tokens.slice(tokens.indexOf(selector));
    const hex = block.match(new RegExp(`--${name}: #([0-9a-f]{6})`))?.[1] ?? '';
    return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)) as Colour;
  };
  const luminance = (colour: Colour): number => {
    const [red, green, blue] = colour.map((part) => part / 255).map((part) => (part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4)) as Colour;
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
  };
  const contrast = (one: Colour, other: Colour): number => {
    const [pale, deep] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [number, number];
    return (pale + 0.05) / (deep + 0.05);
  };

  test.each([['by day', theme(':root {')], ['by night', theme(":root[data-theme='dark'] {")]] as const)('%s can be read on each level', (_, colour) => {
    expect(levels.map(({ level }) => level)).toEqual(['0', '1', '2', '3', '4', '5']);
    const [opal, surface] = [colour('opal'), colour('surface')];
    for (const { share, ink } of levels) {
      const back = surface.map((part, index) => part + share * ((opal[index] ?? 0) - part)) as Colour;
      expect(contrast(back, colour(ink))).toBeGreaterThanOrEqual(4.5);
    }
  });
});
