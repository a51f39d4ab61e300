/** Starts and ends laid over free periods, both DST nights of 2027 included. */
import { describe, expect, test } from 'vitest';
import type { Availability, Offer } from '$lib/api/types';
import { earliestStart, endsOf, freeRuns, placesDuring, spread, startsOf, usualEnd, type Ask } from '$lib/booking/times';

const ZONE = 'Europe/Paris';
const at = (iso: string) => Date.parse(iso);
const isos = (instants: number[]) => instants.map((instant) => new Date(instant).toISOString().slice(5, 16));
const period = (starts_at: string, ends_at: string) => ({ starts_at, ends_at });

function availability(parts: Partial<Availability>): Availability {
  return { offer: 'o', open: [], attended: [], free: [], closed: [], ...parts };
}

function ask(policy: Partial<Offer['policy']> = {}, rest: Partial<Ask> = {}, mode: Offer['requirement']['mode'] = 'nothing'): Ask {
  return {
    offer: {
      policy: {
        granularity_minutes: 30, min_minutes: 60, max_minutes: 240, span: 'open_throughout', notice_minutes: 0,
        horizon_days: 90, change_notice_minutes: 0, needs_approval: false, hold_minutes: 15, max_party_size: null,
        buffer_before_minutes: 0, buffer_after_minutes: 0, ...policy,
      },
      requirement: { mode, category: null, met: null },
    },
    zone: ZONE, quantity: 1, earliest: 0, ...rest,
  };
}

describe('free runs', () => {
  const morning = availability({
    free: [
      { ...period('2026-12-08T08:00Z', '2026-12-08T09:00Z'), count: 3 },
      { ...period('2026-12-08T09:00Z', '2026-12-08T11:00Z'), count: 1 },
    ],
  });

  test('touching segments with different counts are one run', () => {
    expect(freeRuns(morning, 1)).toEqual([{ start: at('2026-12-08T08:00Z'), end: at('2026-12-08T11:00Z') }]);
  });
  test('a segment with too few places ends the run', () => {
    expect(freeRuns(morning, 2)).toEqual([{ start: at('2026-12-08T08:00Z'), end: at('2026-12-08T09:00Z') }]);
  });
  test('the places during a period are the fewest of its segments', () => {
    expect(placesDuring(morning, { start: at('2026-12-08T08:30Z'), end: at('2026-12-08T10:00Z') })).toBe(1);
    expect(placesDuring(morning, { start: at('2026-12-08T10:30Z'), end: at('2026-12-08T11:30Z') })).toBe(0);
  });
});

describe('starts and ends in open hours', () => {
  const day = availability({
    open: [period('2026-12-08T08:00Z', '2026-12-08T11:00Z')],
    free: [{ ...period('2026-12-08T08:10Z', '2026-12-08T11:00Z'), count: 1 }],
  });

  test('starts are on the grid and leave room for the shortest booking', () => {
    expect(isos(startsOf(day, ask()))).toEqual(['12-08T08:30', '12-08T09:00', '12-08T09:30', '12-08T10:00']);
  });
  test('nothing starts before the earliest moment', () => {
    expect(isos(startsOf(day, ask({}, { earliest: at('2026-12-08T09:17Z') })))).toEqual(['12-08T09:30', '12-08T10:00']);
  });
  test('ends keep the shortest and the longest length', () => {
    expect(isos(endsOf(day, ask({ max_minutes: 90 }), at('2026-12-08T08:30Z')))).toEqual(['12-08T09:30', '12-08T10:00']);
  });
  test('a start that is not free has no end', () => {
    expect(endsOf(day, ask(), at('2026-12-08T07:00Z'))).toEqual([]);
  });
  test('a grid of four hours follows the clock of the site', () => {
    const wide = availability({
      open: [period('2026-12-08T07:00Z', '2026-12-08T19:00Z')],
      free: [{ ...period('2026-12-08T07:00Z', '2026-12-08T19:00Z'), count: 1 }],
    });
    const half = ask({ granularity_minutes: 240, min_minutes: 240, max_minutes: 240 });
    expect(isos(startsOf(wide, half))).toEqual(['12-08T07:00', '12-08T11:00', '12-08T15:00']);
  });
});

test('an accompanied booking keeps to the attended hours', () => {
  const day = availability({
    open: [period('2026-12-08T08:00Z', '2026-12-08T17:00Z')],
    attended: [period('2026-12-08T13:00Z', '2026-12-08T15:00Z')],
    free: [{ ...period('2026-12-08T08:00Z', '2026-12-08T17:00Z'), count: 1 }],
  });
  expect(isos(startsOf(day, ask({ granularity_minutes: 60 }, {}, 'accompanied')))).toEqual(['12-08T13:00', '12-08T14:00']);
});

test('somebody who is authorised needs no company', () => {
  const day = availability({
    open: [period('2026-12-08T08:00Z', '2026-12-08T10:00Z')],
    free: [{ ...period('2026-12-08T08:00Z', '2026-12-08T10:00Z'), count: 1 }],
  });
  const alone = ask({}, {}, 'accompanied');
  alone.offer.requirement.met = true;
  expect(startsOf(day, ask({}, {}, 'accompanied'))).toEqual([]);
  expect(isos(startsOf(day, alone))).toEqual(['12-08T08:00', '12-08T08:30', '12-08T09:00']);
});

test('the first choices are apart', () => {
  const starts = [0, 15, 30, 60, 75, 120].map((minutes) => minutes * 60_000);
  expect(spread(starts, 60, 2)).toEqual([0, 3_600_000]);
});

describe('the length that is proposed first', () => {
  const minutes = (...ends: number[]) => ends.map((end) => end * 60_000);
  const proposed = (...ends: number[]) => (usualEnd(minutes(...ends), 0) ?? NaN) / 60_000;

  test('is an hour where the policy lets one choose', () => {
    expect(proposed(30, 45, 60, 75, 90)).toBe(60);
  });
  test('is the shortest where an hour is too short', () => {
    expect(proposed(240, 480)).toBe(240);
  });
  test('is what is free where an hour is too long', () => {
    expect(proposed(30, 45)).toBe(45);
  });
  test('stays below the hour on a grid that misses it', () => {
    expect(proposed(45, 90)).toBe(45);
  });
  test('is nothing where nothing fits', () => {
    expect(usualEnd([], 0)).toBeNull();
  });
});

describe('a print that runs through the night', () => {
  const night = availability({
    open: [period('2026-12-08T08:00Z', '2026-12-08T17:00Z'), period('2026-12-09T08:00Z', '2026-12-09T17:00Z')],
    free: [{ ...period('2026-12-08T14:00Z', '2026-12-09T17:00Z'), count: 1 }],
  });
  const long = ask({ granularity_minutes: 60, min_minutes: 60, max_minutes: 1080, span: 'may_span_closed' });

  test('starts only while the house is open', () => {
    const starts = isos(startsOf(night, long));
    expect(starts.slice(0, 4)).toEqual(['12-08T14:00', '12-08T15:00', '12-08T16:00', '12-09T08:00']);
  });
  test('ends before closing or after the next opening', () => {
    expect(isos(endsOf(night, long, at('2026-12-08T15:00Z')))).toEqual(['12-08T16:00', '12-08T17:00', '12-09T08:00', '12-09T09:00']);
  });
});

describe('the nights when the clock changes in 2027', () => {
  const open = (starts_at: string, ends_at: string) => availability({
    open: [period(starts_at, ends_at)], free: [{ ...period(starts_at, ends_at), count: 1 }],
  });

  test('28 March: two hours from 1 h 30 end at 4 h 30 on the wall', () => {
    const night = open('2027-03-27T23:00Z', '2027-03-28T04:00Z');
    expect(isos(endsOf(night, ask({ min_minutes: 120, max_minutes: 120 }), at('2027-03-28T00:30Z')))).toEqual(['03-28T02:30']);
  });
  test('28 March: the hour that does not exist has no start', () => {
    const night = open('2027-03-28T00:00Z', '2027-03-28T03:00Z');
    expect(isos(startsOf(night, ask({ granularity_minutes: 60 })))).toEqual(['03-28T00:00', '03-28T01:00', '03-28T02:00']);
  });
  test('31 October: the hour that comes twice has two starts', () => {
    const night = open('2027-10-31T00:00Z', '2027-10-31T03:00Z');
    expect(isos(startsOf(night, ask({ granularity_minutes: 60 })))).toEqual(['10-31T00:00', '10-31T01:00', '10-31T02:00']);
  });
  test('31 October: a whole night has 25 hours', () => {
    const day = open('2027-10-30T22:00Z', '2027-10-31T23:00Z');
    expect(startsOf(day, ask({ granularity_minutes: 60, min_minutes: 60 }))).toHaveLength(25);
  });
});

test('staff are not held by the notice', () => {
  const offer = ask({ notice_minutes: 120 }).offer;
  const runningStep = -30 * 60_000 + 1;
  expect(earliestStart(offer, 0, false)).toBe(runningStep + 7_200_000);
  expect(earliestStart(offer, 0, true)).toBe(runningStep);
});
