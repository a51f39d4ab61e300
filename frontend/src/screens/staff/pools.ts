/** How full the pools of a site are: one line for 24 desks, and each of them when unfolded. */
import type { Offer, PlannedResource, Planning } from '$lib/api/types';

export interface Pool { id: string; name: string; size: number; taken: number; resources: PlannedResource[] }

interface Span { from: number; to: number }

/** Each set of resources of which any will do, once, under the name of its first offer. */
export function poolsOf(offers: Offer[], planning: Planning, span: Span): Pool[] {
  const pools = new Map<string, Pool>();
  for (const offer of offers.filter(({ quantifier, size }) => quantifier === 'any' && size > 1)) {
    const resources = planning.resources.filter((resource) => resource.offers.includes(offer.id));
    const key = resources.map(({ id }) => id).sort().join();
    if (resources.length && !pools.has(key)) {
      pools.set(key, { id: offer.id, name: offer.name, size: resources.length, taken: peak(resources, span), resources });
    }
  }
  return [...pools.values()];
}

/** The most that are taken at once at any moment of the span. */
export function peak(resources: PlannedResource[], { from, to }: Span): number {
  const steps = resources.flatMap(({ taken }) => taken
    .map((one) => ({ start: Math.max(Date.parse(one.starts_at), from), end: Math.min(Date.parse(one.ends_at), to) }))
    .filter(({ start, end }) => start < end)
    .flatMap(({ start, end }) => [{ at: start, by: 1 }, { at: end, by: -1 }]));
  let now = 0;
  let most = 0;
  for (const { by } of steps.sort((a, b) => a.at - b.at || a.by - b.by)) {
    now += by;
    most = Math.max(most, now);
  }
  return most;
}
