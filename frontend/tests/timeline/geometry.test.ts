/** The line of hours: places and instants, nights left out, steps, and the two days of a clock change. */
import { describe, expect, test } from 'vitest';
import { axisOf, boxOf, clipOf, gapsIn, HOUR, instantAt, merged, placeOf, snap, WHOLE_DAY } from '$timeline/geometry';
import { axisShown, everyFor, marksOf } from '$timeline/hours';
import { widthsFor } from '$timeline/sizes';
import { at, bar, DAY, OPEN, row, span, view, ZONE } from './things';

const NEXT = '2026-12-09';
const axis = axisOf([DAY, NEXT], ZONE, { from: 8 * 60, to: 18 * 60 });
const hours = (minutes: { minutes: number }[]) => minutes.map((mark) => mark.minutes / 60);

describe('two days of ten hours side by side', () => {
  test.each([['08:00', DAY, 0], ['13:00', DAY, 0.25], ['18:00', DAY, 0.5], ['08:00', NEXT, 0.5], ['18:00', NEXT, 1]])('%s of %s stands at its place', (clock, day, place) => {
    expect(placeOf(axis, at(clock, day))).toBeCloseTo(place, 9);
  });
  test('the night has no width: it stands between the days', () => {
    expect(placeOf(axis, at('23:00'))).toBe(0.5);
    expect(boxOf(axis, span('20:00', '23:00'))).toBeNull();
  });
  test('every place gives back its instant', () => {
    for (let step = 0; step < 200; step += 1) expect(placeOf(axis, instantAt(axis, step / 200))).toBeCloseTo(step / 200, 9);
    expect([instantAt(axis, -1), instantAt(axis, 2)]).toEqual([at('08:00'), at('18:00', NEXT)]);
  });
  test('what runs through the night is drawn on both days, whole', () => {
    expect(boxOf(axis, { start: at('13:00'), end: at('13:00', NEXT) })).toEqual({ left: 0.25, width: 0.5 });
  });
  test('a clip leaves just the spans', () => {
    expect(clipOf(axis, [span('08:00', '13:00')])).toBe('polygon(0 0,0% 0,25% 0,25% 100%,0% 100%,0% 0)');
    expect(clipOf(axis, [])).toBe('polygon(0 0)');
  });
});

describe('days of a clock change', () => {
  const spring = axisOf(['2027-03-28'], ZONE, WHOLE_DAY);
  const autumn = axisOf(['2027-10-31'], ZONE, WHOLE_DAY);
  test('are 23 and 25 hours long', () => expect([spring.length / HOUR, autumn.length / HOUR]).toEqual([23, 25]));
  test('skip two o’clock in spring and show it twice in autumn', () => {
    expect(hours(marksOf(spring.stretches[0]!, ZONE, 1)).slice(0, 4)).toEqual([0, 1, 3, 4]);
    const marks = marksOf(autumn.stretches[0]!, ZONE, 1);
    expect(hours(marks).slice(0, 5)).toEqual([0, 1, 2, 2, 3]);
    expect(marks.map(({ twice }) => twice).slice(0, 5)).toEqual([false, false, true, true, false]);
  });
  test('put noon where the clock has come to', () => {
    expect(placeOf(spring, at('12:00', '2027-03-28')) * 23).toBeCloseTo(11, 9);
    expect(placeOf(autumn, at('12:00', '2027-10-31')) * 25).toBeCloseTo(13, 9);
  });
  test('keep days of the same width when the nights are left out', () => {
    const week = axisOf(['2027-10-30', '2027-10-31', '2027-11-01'], ZONE, { from: 480, to: 1200 });
    expect(week.stretches.map(({ start, end }) => (end - start) / HOUR)).toEqual([12, 12, 12]);
  });
  test('steps go on through the hour that comes twice', () => {
    const second = at('01:00', '2027-10-31') + 2 * HOUR;
    expect(snap(autumn, second + 100_000, 30)).toBe(second);
    expect(snap(autumn, at('23:50', '2027-10-31'), 30)).toBe(at('00:00', '2027-11-01'));
  });
});

describe('steps', () => {
  test.each([['10:14', 'round', '10:00'], ['10:16', 'round', '10:30'], ['10:29', 'floor', '10:00'], ['10:01', 'ceil', '10:30']] as const)('%s, %s: %s', (clock, how, expected) => {
    expect(snap(axis, at(clock), 30, how)).toBe(at(expected));
  });
  test('a step of a whole day begins at midnight', () => expect(snap(axis, at('10:00'), 1440, 'floor')).toBe(at('00:00')));
});

describe('spans', () => {
  test('that touch are one', () => expect(merged([span('10:00', '11:00'), span('09:00', '10:00')])).toEqual([span('09:00', '11:00')]));
  test('leave gaps', () => {
    expect(gapsIn(span('08:00', '20:00'), OPEN)).toEqual([span('08:00', '09:00'), span('18:00', '20:00')]);
    expect(gapsIn(span('10:00', '11:00'), OPEN)).toEqual([]);
    expect(gapsIn(span('10:00', '11:00'), [])).toEqual([span('10:00', '11:00')]);
  });
});

describe('the hours shown', () => {
  test('go from the first opening to the last closing', () => {
    expect(axisShown(view, [row('a')], []).stretches[0]).toMatchObject(span('09:00', '18:00'));
  });
  test('go further where a bar would not be seen', () => {
    expect(axisShown(view, [row('a')], [bar('b', 'a', '19:30', '20:15')]).stretches[0]).toMatchObject(span('09:00', '21:00'));
  });
  test('are the whole day when asked for, or when it is open over midnight', () => {
    expect(axisShown({ ...view, wholeDays: true }, [row('a')], []).length).toBe(24 * HOUR);
    const night = row('a', { open: [{ start: at('20:00'), end: at('02:00', NEXT) }] });
    expect(axisShown(view, [night], []).length).toBe(24 * HOUR);
  });
  test('fit a desk on one day, scroll on a phone, and double with each zoom', () => {
    const day = axisOf([DAY], ZONE, { from: 480, to: 1200 });
    expect(widthsFor(1240, day, 0)).toEqual({ names: 208, track: 1032 });
    expect(widthsFor(360, day, 0).track).toBe(34 * 12);
    expect(widthsFor(1240, day, 2).track).toBe(1032 * 4);
    expect([everyFor(86, 44), everyFor(20, 44), everyFor(1, 44)]).toEqual([1, 3, 24]);
  });
});
