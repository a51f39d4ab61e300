/** Several offers moved as one: the strictest rules, the common free time, one's own time given back. */
import { expect, test } from 'vitest';
import { togetherFree, togetherOffer } from '$screens/mine/moving';
import { confirmed } from '../../desk';
import { room, roomFree } from '../../house';

const at = (hour: number) => `2026-12-08T${String(hour).padStart(2, '0')}:00:00.000Z`;
const item = (offer: string, quantity: number) => ({ offer, offer_name: offer, kind: 'room', quantity, resources: [] });
const free = (offer: string, ...stretches: [number, number, number][]) =>
  ({ ...roomFree, offer, free: stretches.map(([from, to, count]) => ({ starts_at: at(from), ends_at: at(to), count })) });

test('one’s own hour counts as free between two that are', () => {
  const [first, second, third] = togetherFree(confirmed, [free('o1', [11, 13, 1], [14, 15, 1])]).free;
  expect([first, second, third]).toEqual([[11, 13], [13, 14], [14, 15]].map(([from, to]) => ({ starts_at: at(from as number), ends_at: at(to as number), count: 1 })));
});

test('a bundle is free only where each of its offers has as many as it takes', () => {
  const bundle = { ...confirmed, starts_at: at(8), ends_at: at(9), items: [item('o1', 1), item('o2', 6)] };
  const { free: common } = togetherFree(bundle, [free('o1', [10, 16, 1]), free('o2', [9, 12, 5], [12, 14, 7], [14, 17, 12])]);
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
