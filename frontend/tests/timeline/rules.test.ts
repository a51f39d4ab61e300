/** Lanes of bars that overlap, counts of a pool, what stands against a span, and where the cursor stops. */
import { describe, expect, test } from 'vitest';
import { MINUTE } from '$lib/time/zone';
import { reasonAgainst, type Asked } from '$timeline/conflicts';
import { axisOf } from '$timeline/geometry';
import { lanesOf } from '$timeline/lanes';
import { countsOf, mostIn } from '$timeline/pools';
import { indexAt, stopsOf, strode } from '$timeline/stops';
import { at, bar, bars, DAY, pool, row, span, ZONE } from './things';

const axis = axisOf([DAY, '2026-12-09'], ZONE, { from: 480, to: 1080 });

describe('lanes', () => {
  test('one for bars that follow each other, another for one that overlaps', () => {
    const { laid, count } = lanesOf([bar('b', 'r', '11:00', '12:00'), bar('a', 'r', '10:00', '11:00'), bar('c', 'r', '10:30', '11:30')]);
    expect(laid.map(({ bar: { id }, lane }) => `${id}${lane}`)).toEqual(['a0', 'c1', 'b0']);
    expect(count).toBe(2);
  });
  test('an empty row has the height of one', () => expect(lanesOf([]).count).toBe(1));
});

describe('a pool', () => {
  const within = span('08:00', '18:00');
  test('counts the places taken from one change to the next', () => {
    const counts = countsOf('Open space', [bar('a', 'Place 1', '09:00', '12:00'), bar('b', 'Place 2', '11:00', '13:00')], within);
    expect(counts).toEqual([
      { ...span('08:00', '09:00'), taken: 0 }, { ...span('09:00', '11:00'), taken: 1 }, { ...span('11:00', '12:00'), taken: 2 },
      { ...span('12:00', '13:00'), taken: 1 }, { ...span('13:00', '18:00'), taken: 0 },
    ]);
    expect([mostIn(counts, span('09:00', '11:00')), mostIn(counts, span('10:00', '11:30')), mostIn([], within)]).toEqual([1, 2, 0]);
  });
  test('counts a place once though it is booked and out of use, and a bar of the line by its places', () => {
    const counts = countsOf('P', [bar('a', 's1', '09:00', '11:00'), bar('b', 's1', '10:00', '12:00', { kind: 'block' }), bar('c', 'P', '09:00', '12:00', { places: 4 })], span('09:00', '12:00'));
    expect(counts).toEqual([{ ...span('09:00', '12:00'), taken: 5 }]);
  });
  test('begins with what ran before, and adds up to all of the time', () => {
    const [first] = countsOf('P', [bar('a', 's1', '06:00', '09:00')], within);
    expect(first).toEqual({ ...span('08:00', '09:00'), taken: 1 });
  });
});

describe('against a span', () => {
  const barsOn = (id: string) => bars.filter((one) => one.row === id);
  const asked = (more: Partial<Asked>): Asked => ({ row: row('Bureau A'), span: span('13:00', '14:00'), bar: null, barsOn, mayExceedHours: false, ...more });
  test('stands nothing when it is free and open', () => expect(reasonAgainst(asked({}))).toBeNull());
  test('stands another bar, but neither itself nor one that only touches', () => {
    expect(reasonAgainst(asked({ span: span('11:30', '13:00') }))).toMatchObject({ kind: 'taken', bar: { id: 'Paul' } });
    expect(reasonAgainst(asked({ span: span('12:00', '13:00') }))).toBeNull();
    expect(reasonAgainst(asked({ span: span('11:30', '13:30'), bar: bars[0]! }))).toBeNull();
  });
  test('stand the hours, unless the reader may exceed them', () => {
    expect(reasonAgainst(asked({ span: span('17:00', '19:00') }))).toEqual({ kind: 'closed', reason: '' });
    expect(reasonAgainst(asked({ span: span('17:00', '19:00'), mayExceedHours: true }))).toBeNull();
  });
  test('stands a closure with its reason, even for those', () => {
    const closed = row('Bureau A', { closed: [{ ...span('13:00', '14:00'), reason: 'Inventaire' }] });
    expect(reasonAgainst(asked({ row: closed, mayExceedHours: true }))).toEqual({ kind: 'closed', reason: 'Inventaire' });
  });
  test('a long print only begins and ends in open hours', () => {
    const print = row('x', { mayRunClosed: true });
    const night = { start: at('17:00'), end: at('10:00', '2026-12-09') };
    expect(reasonAgainst(asked({ row: print, span: night }))).toBeNull();
    expect(reasonAgainst(asked({ row: print, span: { ...night, end: at('07:00', '2026-12-09') } }))).toMatchObject({ kind: 'closed' });
    expect(reasonAgainst(asked({ row: row('x'), span: night }))).toMatchObject({ kind: 'closed' });
  });
  test('stand the past and the length; a bar that is only moved keeps its own', () => {
    expect(reasonAgainst(asked({ row: row('x', { earliest: at('13:30') }) }))).toEqual({ kind: 'early' });
    const bounded = row('x', { minMinutes: 90, maxMinutes: 120 });
    expect(reasonAgainst(asked({ row: bounded }))).toEqual({ kind: 'short' });
    expect(reasonAgainst(asked({ row: bounded, span: span('13:00', '16:00') }))).toEqual({ kind: 'long' });
    expect(reasonAgainst(asked({ row: bounded, bar: bar('x', 'x', '09:00', '10:00') }))).toBeNull();
  });
  test('a pool is full when every place is taken', () => {
    const three = [...bars, bar('Eve', 'Place 3', '11:00', '12:00')];
    const on = (id: string) => three.filter((one) => one.row === id);
    expect(reasonAgainst(asked({ row: pool, barsOn: on, span: span('11:00', '12:00') }))).toEqual({ kind: 'full', taken: 3, size: 3 });
    expect(reasonAgainst(asked({ row: pool, barsOn, span: span('11:00', '12:00') }))).toBeNull();
  });
});

describe('the cursor', () => {
  const stops = stopsOf(row('Bureau A'), [bars[0]!], axis);
  test('stops on each free step and once on a bar', () => {
    expect(stops.length).toBe(2 * 20 - 4 + 1);
    expect(stops[3]).toEqual({ ...span('09:30', '10:00'), bar: null });
    expect(stops[4]).toMatchObject({ bar: { id: 'Paul' } });
    expect(stops[5]).toEqual({ ...span('12:00', '12:30'), bar: null });
  });
  test('finds the stop at an instant, of a bar, and the nearest in the night', () => {
    expect([indexAt(stops, at('11:15')), indexAt(stops, 0, 'Paul'), indexAt(stops, at('08:40'))]).toEqual([4, 4, 1]);
    expect(stops[indexAt(stops, at('20:00'))]).toEqual({ ...span('17:30', '18:00'), bar: null });
  });
  test('strides over the night, and stays at the end', () => {
    const next = '2026-12-09';
    expect(strode(axis, at('17:30'), 1, 'step', 30)).toBe(at('08:00', next));
    expect(strode(axis, at('08:00', next), -1, 'step', 30)).toBe(at('17:30'));
    expect(strode(axis, at('18:00'), 1, 'step', 30, 'end')).toBe(at('08:30', next));
    expect(strode(axis, at('08:30', next), -1, 'step', 30, 'end')).toBe(at('18:00'));
    expect(strode(axis, at('17:30', next), 1, 'step', 30)).toBe(at('17:30', next));
    expect(strode(axis, at('10:00'), 1, 'page', 30)).toBe(at('10:00', next));
    expect(strode(axis, at('10:00'), 1, 'hour', 30) - at('10:00')).toBe(60 * MINUTE);
    expect(strode(axis, at('10:00'), -1, 'page', 30)).toBe(at('10:00'));
  });
});
