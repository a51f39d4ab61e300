/** The plan of a site: floors from the ground up, names on lines that fit, drawings of one stroke. */
import { describe, expect, test } from 'vitest';
import type { Place } from '$lib/api/types';
import { drawingOf } from '$lib/drawings/shapes';
import { floorsOf, linesOf } from '$lib/plan/floors';
import { kitchen, planned } from '../house';

describe('floors', () => {
  test('come from the ground up, each as large as what lies on it', () => {
    const upstairs: Place = { ...kitchen, id: 'p9', floor: 1, x: 50, y: 10, width: 20, height: 5 };
    const found = floorsOf([upstairs, ...planned.places]);
    expect(found.map(({ number, width, height }) => [number, width, height])).toEqual([[0, 100, 40], [1, 70, 15]]);
  });
  test('a site without a plan has none', () => expect(floorsOf([])).toEqual([]));
});

describe('names', () => {
  test('stay whole where there is room', () => expect(linesOf('Ascenseur et escalier', 60)).toEqual(['Ascenseur et escalier']));
  test('are cut between words where there is not', () => expect(linesOf('Ascenseur et escalier', 22)).toEqual(['Ascenseur', 'et', 'escalier']));
});

describe('drawings', () => {
  const NAMES = ['desk', 'room', 'printer', 'workstation', 'laser', 'headset', 'tablet', 'laptop', 'cnc', 'workshop', 'lighthouse', 'cliffs', 'shore',
    'boat', 'storm', 'calendar', 'letter', 'clock', 'key', 'tools', 'map', 'people', 'chart'];
  test('each name has strokes of its own', () => {
    const all = NAMES.map((name) => JSON.stringify(drawingOf(name)));
    expect(new Set([...all, JSON.stringify(drawingOf('anything'))]).size).toBe(NAMES.length + 1);
  });
  test('what the house adds later gets the neutral one', () => expect(drawingOf('spaceship')).toBe(drawingOf('anything')));
});
