/** Several offers moved as one: the strictest rules, the common free time, one's own time given back. */
import { expect, test } from 'vitest';
import type { Planning } from '$lib/api/types';
import { givenBack, togetherFree, togetherOffer } from '$screens/mine/moving';
import { confirmed } from '../../desk';
import { room, roomFree } from '../../house';

const at = (hour: number) => `2026-12-08T${String(hour).padStart(2, '0')}:00:00.000Z`;
const item = (offer: string, quantity: number) => ({ offer, offer_name: offer, kind: 'room', quantity, resources: [] });
const free = (offer: string, ...stretches: [number, number, number][]) =>
  ({ ...roomFree, offer, free: stretches.map(([from, to, count]) => ({ starts_at: at(from), ends_at: at(to), count })) });

const nothing: Planning = { site: 's1', resources: [] };

/** The room with claims of 15 minutes more at each end. */
function claimed(...claims: [booking: string | null, from: string, to: string][]): Planning {
  const taken = claims.map(([booking, from, to]) => ({
    starts_at: `2026-12-08T${from}:00Z`, ends_at: `2026-12-08T${to}:00Z`, kind: 'booking' as const, held: false, booking, block: null, who: null, label: null,
  }));
  return { site: 's1', resources: [{ id: 'x', site: 's1', name: 'x', kind: 'room', offers: ['o1'], taken }] };
}

const clock = ({ start, end }: { start: number; end: number }) => [start, end].map((at) => new Date(at).toISOString().slice(11, 16));

test('set-up and clean-up of one’s own claim are given back with it', () => {
  expect(clock(givenBack(confirmed, 'o1', claimed(['b1', '12:45', '14:15'])))).toEqual(['12:30', '14:30']);
});

test('but not what others need before and after', () => {
  expect(clock(givenBack(confirmed, 'o1', claimed([null, '11:00', '12:45'], ['b1', '12:45', '14:15'], [null, '14:20', '16:00'])))).toEqual(['13:00', '14:05']);
});

test('one’s own hour counts as free between two that are', () => {
  const [first, second, third] = togetherFree(confirmed, [free('o1', [11, 13, 1], [14, 15, 1])], nothing).free;
  expect([first, second, third]).toEqual([[11, 13], [13, 14], [14, 15]].map(([from, to]) => ({ starts_at: at(from as number), ends_at: at(to as number), count: 1 })));
});

test('a bundle is free only where each of its offers has as many as it takes', () => {
  const bundle = { ...confirmed, starts_at: at(8), ends_at: at(9), items: [item('o1', 1), item('o2', 6)] };
  const { free: common } = togetherFree(bundle, [free('o1', [10, 16, 1]), free('o2', [9, 12, 5], [12, 14, 7], [14, 17, 12])], nothing);
  expect(common.map(({ starts_at, ends_at, count }) => [starts_at, ends_at, count])).toEqual([
    [at(8), at(9), 1], [at(12), at(14), 1], [at(14), at(16), 1],
  ]);
});

test('the rules are the strictest of all', () => {
  const kit = { ...room, id: 'o2', policy: { ...room.policy, granularity_minutes: 20, min_minutes: 40, max_minutes: 120, notice_minutes: 60, span: 'may_span_closed' as const } };
  const { policy } = togetherOffer([kit, room]);
  expect([policy.granularity_minutes, policy.min_minutes, policy.max_minutes, policy.notice_minutes, policy.span]).toEqual([60, 60, 120, 60, 'open_throughout']);
});

test('being accompanied for one of them is asked for all', () => {
  const machine = { ...room, id: 'o2', requirement: { mode: 'accompanied' as const, category: null, met: false } };
  expect(togetherOffer([room, machine]).requirement.mode).toBe('accompanied');
});
