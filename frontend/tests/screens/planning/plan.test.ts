/** The plan that timeline and list are given: lines, bars, what stands against a span, what is free. */
import { describe, expect, test } from 'vitest';
import { conflictIn } from '$screens/planning/against';
import { askingOf, daysOf } from '$screens/planning/asking';
import { clockOf } from '$screens/planning/clock';
import { freeOn } from '$screens/planning/free';
import { othersFor, planOf, thingsOfBooking, type Wanted } from '$screens/planning/plan';
import type { Reader } from '$screens/planning/rows';
import { wayBack } from '$screens/planning/wayBack';
import type { Planning } from '$lib/api/types';
import { availability, known, ms, NOW, planning, resident, taken, team } from './seen';

const clock = clockOf('Europe/Paris', '2026-12-08');
const ALL: Wanted = { kind: null, search: '' };
const planFor = (reader: Reader, wanted = ALL, seen: Planning = planning) => planOf(seen, known, wanted, reader, clock);
const barOf = (reader: Reader, id: string) => planFor(reader).standings.find(({ taken: one }) => (one.booking ?? one.block) === id)?.bar;
const DAY = { start: ms('00:00') - 3_600_000, end: ms('23:00') };

describe('lines', () => {
  test('a thing each, and one for places of which any will do', () => {
    const { rows, groups } = planFor(team);
    expect(rows.map(({ label }) => label)).toEqual(['Salle Opale', 'Alpha', 'Bêta', 'Open space']);
    expect(rows.at(-1)?.pool).toMatchObject({ size: 3, unfolds: true });
    expect(rows.at(-1)?.pool?.rows.map(({ id }) => id)).toEqual(['d1', 'd2', 'd3']);
    expect(groups).toEqual([{ id: 's1', label: 'Calais' }]);
  });
  test('residents do not unfold places, and come after the notice', () => {
    const rows = planFor(resident).rows;
    expect(rows.at(-1)?.pool?.unfolds).toBe(false);
    expect(rows[0]?.earliest).toBe(NOW - 30 * 60_000);
    expect(planFor(team).rows[0]?.earliest).toBeUndefined();
  });
  test('only things of one offer take each other’s bars', () => {
    const accepts = Object.fromEntries(planFor(team).rows.map(({ label, accepts: key }) => [label, key]));
    expect(accepts['Alpha']).toBe(accepts['Bêta']);
    expect(accepts['Salle Opale']).not.toBe(accepts['Alpha']);
  });
  test('a kind or a name leaves what it is about', () => {
    expect(planFor(team, { kind: 'room', search: '' }).rows.map(({ label }) => label)).toEqual(['Salle Opale']);
    expect(planFor(team, { kind: null, search: 'merlin' }).rows.map(({ label }) => label)).toEqual(['Alpha']);
    expect(planFor(team, { kind: null, search: 'beta' }).rows.map(({ label }) => label)).toEqual(['Bêta']);
    expect(planFor(team, { kind: null, search: 'personne' }).rows).toEqual([]);
  });
});

describe('bars', () => {
  test('stand at the booking’s own time, with the name for the team', () => {
    const bar = barOf(team, 'b2');
    expect(bar).toMatchObject({ row: 'm1', start: ms('09:00'), end: ms('10:00'), label: 'Paul Merlin', movable: true, kind: 'taken' });
    expect(bar?.words).toBe('Paul Merlin, mardi 8 décembre, 10 h – 11 h');
    expect(barOf(team, 'b1')?.words).toBe('Léa Craie, mardi 8 décembre, 14 h – 15 h, Atelier');
  });
  test('residents read that it is taken, and only move their own', () => {
    expect(barOf(resident, 'b1')).toMatchObject({ label: 'Occupé', movable: false });
    expect(barOf(resident, 'b3')).toMatchObject({ label: 'Ma réservation', movable: true, row: 'places:o3', places: 2, kind: 'mine' });
  });
  test('the team of another site reads and moves nothing', () => {
    const visitor: Reader = { ...team, mayWrite: () => false };
    expect(barOf(visitor, 'b1')).toMatchObject({ label: 'Léa Craie', movable: false });
    expect(planFor(visitor).rows.every(({ bookable }) => !bookable)).toBe(true);
  });
  test('what is over, held or given back does not move', () => {
    expect(barOf({ ...team, now: ms('10:00') }, 'b2')?.movable).toBe(false);
    const held = { ...planning, resources: planning.resources.map((one) => (one.id === 'r1' ? { ...one, taken: [taken('13:00', '14:00', { held: true, booking: 'b9', state: 'hold' })] } : one)) };
    expect(planFor(team, ALL, held).standings.find(({ taken: one }) => one.booking === 'b9')?.bar).toMatchObject({ movable: false, kind: 'held' });
  });
  test('every thing of a booking is known, and which others it could be on', () => {
    expect(thingsOfBooking(planFor(team), 'b3')).toEqual(['d1', 'd2']);
    const plan = planFor(team);
    const onAlpha = plan.standings.find(({ taken: one }) => one.booking === 'b2');
    expect(onAlpha && othersFor(plan, onAlpha)).toEqual([]);
    const mended = planFor(team, ALL, { ...planning, resources: planning.resources.map((one) => (one.id === 'm2' ? { ...one, taken: [] } : one)) });
    expect(onAlpha && othersFor(mended, onAlpha).map(({ id }) => id)).toEqual(['m2']);
  });
});

describe('against a span', () => {
  const against = (reader: Reader, row: string, from: string, to: string) => {
    const plan = planFor(reader);
    const line = plan.rows.find(({ id }) => id === row);
    return line ? conflictIn(plan, reader)(line, { start: ms(from), end: ms(to) }, null) : 'no line';
  };
  test('the time that is kept after a booking', () => {
    expect(against(team, 'm1', '10:00', '11:00')).toContain('rangement');
    expect(against(team, 'm1', '10:30', '11:30')).toBeNull();
    expect(against(team, 'm1', '08:30', '09:00')).toContain('rangement');
  });
  test('residents without training come when somebody is there', () => {
    expect(against(resident, 'm1', '11:00', '12:00')).toContain('accompagnement');
    expect(against(resident, 'm1', '13:00', '14:00')).toBeNull();
  });
  test('the team blocks what is shut, and takes no booking there', () => {
    const plan = planFor(team);
    const [row] = plan.rows;
    const bar = plan.standings.find(({ taken: one }) => one.booking === 'b1')?.bar;
    const night = { start: ms('18:00'), end: ms('19:00') };
    expect(row && conflictIn(plan, team)(row, night, null)).toBeNull();
    expect(row && bar && conflictIn(plan, team)(row, night, bar)).toContain('fermé');
  });
  test('what is over', () => {
    expect(against({ ...team, now: ms('12:00') }, 'r1', '10:00', '11:00')).toBe('déjà passé');
  });
});

describe('free stretches of the list', () => {
  const freeFor = (id: string, reader = team, earliest = NOW) => {
    const plan = planFor(reader);
    const line = plan.lines.find(({ row }) => row.id === id);
    return (line ? freeOn(line, plan, availability, DAY, earliest) : []).map(({ start, end, count }) => [start, end, count]);
  };
  test('lie around what stands there and the time kept after it', () => {
    expect(freeFor('m1')).toEqual([[ms('10:30'), ms('17:00'), 1]]);
    expect(freeFor('r1')).toEqual([[ms('08:00'), ms('13:00'), 1], [ms('14:00'), ms('17:00'), 1]]);
  });
  test('begin on the grid after the present', () => {
    expect(freeFor('r1', team, ms('14:10'))).toEqual([[ms('14:30'), ms('17:00'), 1]]);
  });
  test('of many places say how many there are throughout', () => {
    expect(freeFor('places:o3')).toEqual([[ms('08:00'), ms('10:00'), 1]]);
  });
});

test('the way back pairs things that one offer sells', () => {
  const resources = planFor(team).resources;
  expect(wayBack(['m1', 'd1'], ['m2', 'd3'], resources)).toEqual([{ from: 'm2', to: 'm1' }, { from: 'd3', to: 'd1' }]);
  expect(wayBack(['m1'], ['m1'], resources)).toEqual([]);
  expect(wayBack(['r1'], ['m1'], resources)).toEqual([]);
});

test('the address says what is shown; a week begins on Monday and a phone with the list', () => {
  const asked = askingOf(new URLSearchParams('jour=2026-12-10&vue=semaine&type=desk'), '2026-12-08', true);
  expect(asked).toMatchObject({ view: 'semaine', kind: 'desk', form: 'frise' });
  expect(daysOf(asked)[0]).toBe('2026-12-07');
  expect(daysOf(asked)).toHaveLength(7);
  expect(askingOf(new URLSearchParams('jour=hier&vue=an'), '2026-12-08', false)).toMatchObject({ day: '2026-12-08', view: 'jour', form: 'liste' });
});

/** CPU, not the clock of the wall: the machine may be busy. Once to be compiled, then the middle of some. */
test('a week of a thousand bookings on sixty things is cheap', () => {
  const things = planning.resources[1];
  const busy: Planning = {
    site: 's1',
    resources: Array.from({ length: 60 }, (_, index) => ({
      ...things!, id: `x${index}`, name: `Chose ${index}`, offers: [['o1', 'o2', 'o3'][index % 3]!],
      taken: Array.from({ length: 17 }, (__, n) => {
        const start = NOW + (n * 9 + (index % 4)) * 3_600_000;
        return { ...taken('09:00', '10:00', { who: `Personne ${n}`, booking: `b${index}-${n}` }), starts_at: new Date(start).toISOString(), ends_at: new Date(start + 5_400_000).toISOString() };
      }),
    })),
  };
  const costs = Array.from({ length: 9 }, () => {
    const before = process.cpuUsage();
    const plan = planFor(team, ALL, busy);
    plan.standings.forEach(({ bar }) => bar.words);
    const { user, system } = process.cpuUsage(before);
    expect(plan.standings).toHaveLength(1020);
    return (user + system) / 1000;
  }).slice(1).sort((a, b) => a - b);
  expect(costs[4]).toBeLessThan(60);
});
