/** Wall time of a site, whatever the zone of the browser (the tests also run as if in New York). */
import { describe, expect, test } from 'vitest';
import { addDays, dayOf, instantOf, isRepeated, wallOf } from '$lib/time/zone';
import { lengthInWords, nearDayInWords, periodInWords, timeInWords, unbroken, wellSet } from '$lib/time/words';

const ZONE = 'Europe/Paris';
const iso = (instant: number) => new Date(instant).toISOString().slice(0, 16);
const now = Date.parse('2026-12-01T09:00Z');

describe('the clock of the site', () => {
  test('an instant late in the evening in UTC is the next day in Paris', () => {
    expect(wallOf(Date.parse('2026-12-08T23:30Z'), ZONE)).toEqual({ day: '2026-12-09', minutes: 30 });
  });
  test.each([
    ['2026-12-08', 0, '2026-12-07T23:00'],
    ['2027-07-14', 840, '2027-07-14T12:00'],
    ['2027-03-28', 60, '2027-03-28T00:00'],
    ['2027-03-28', 150, '2027-03-28T01:30'],
    ['2027-03-28', 210, '2027-03-28T01:30'],
    ['2027-10-31', 150, '2027-10-31T00:30'],
    ['2027-10-31', 210, '2027-10-31T02:30'],
  ])('%s at %i minutes is %s UTC', (day, minutes, expected) => {
    expect(iso(instantOf(day, minutes, ZONE))).toBe(expected);
  });
  test('the days of a clock change have 23 and 25 hours', () => {
    const hours = (day: string) => (instantOf(addDays(day, 1), 0, ZONE) - instantOf(day, 0, ZONE)) / 3_600_000;
    expect([hours('2027-03-28'), hours('2027-10-31'), hours('2027-11-01')]).toEqual([23, 25, 24]);
  });
  test('days are added on the calendar', () => {
    expect([addDays('2027-02-28', 1), addDays('2027-01-01', -1)]).toEqual(['2027-03-01', '2026-12-31']);
    expect(dayOf(instantOf('2027-03-28', 0, ZONE), ZONE)).toBe('2027-03-28');
  });
  test('only the hour after the change comes twice', () => {
    expect(['2027-10-30T23:59Z', '2027-10-31T00:00Z', '2027-10-31T01:59Z', '2027-10-31T02:00Z', '2027-03-28T01:00Z']
      .map((time) => isRepeated(Date.parse(time), ZONE))).toEqual([false, true, true, false, false]);
  });
});

describe('words', () => {
  test('a period of one day', () => {
    expect(periodInWords({ starts_at: '2026-12-08T13:00Z', ends_at: '2026-12-08T15:30Z' }, ZONE, now))
      .toBe('mardi 8 décembre, 14 h – 16 h 30');
  });
  test('a period through the night says both days', () => {
    expect(periodInWords({ starts_at: '2026-12-08T16:00Z', ends_at: '2026-12-09T08:00Z' }, ZONE, now))
      .toBe('mardi 8 décembre, 17 h – mercredi 9 décembre, 9 h');
  });
  test('another year is said', () => {
    expect(periodInWords({ starts_at: '2027-01-05T09:00Z', ends_at: '2027-01-05T10:00Z' }, ZONE, now))
      .toBe('mardi 5 janvier 2027, 10 h – 11 h');
  });
  test('the hour that comes twice says which one it is', () => {
    expect(timeInWords('2027-10-31T00:30Z', ZONE)).toBe('2 h 30 (heure d’été)');
    expect(timeInWords('2027-10-31T01:30Z', ZONE)).toBe('2 h 30 (heure d’hiver)');
  });
  test('near days have a word of their own', () => {
    expect(['2026-12-01', '2026-12-02', '2026-12-03'].map((day) => nearDayInWords(day, '2026-12-01')))
      .toEqual(['aujourd’hui', 'demain', 'jeudi 3 décembre']);
  });
  test('a line end does not cut a time', () => {
    expect(unbroken('14 h 30 – 16 h')).toBe('14\u00a0h\u00a030 – 16\u00a0h');
  });
  test('lengths', () => {
    expect([15, 60, 90, 1440, 2880].map(lengthInWords)).toEqual(['15 min', '1 h', '1 h 30 min', '1 jour', '2 jours']);
  });
});

test('a line does not end inside « guillemets », before a sign or within a telephone', () => {
  const plain = 'Habilité pour « Laser » ? Appelez le 03 21 00 00 30, 2 h avant.';
  const set = 'Habilité pour «_Laser_»_? Appelez le 03_21_00_00_30, 2 h avant.';
  expect(wellSet(plain)).toBe(set.replaceAll('_', '\u00a0'));
});
