/** Where another proposal is reserved: the page of its offer with its time. */
import type { Alternative } from '$lib/api/types';
import { isoOf } from '$lib/time/zone';

export function addressOf({ items, starts_at, ends_at }: Alternative, query: URLSearchParams): string {
  const [first, ...rest] = items;
  const next = new URLSearchParams();
  for (const key of ['personnes', 'pour']) {
    const value = query.get(key);
    if (value) next.set(key, value);
  }
  next.set('debut', isoOf(Date.parse(starts_at)));
  next.set('fin', isoOf(Date.parse(ends_at)));
  if (first && first.quantity > 1) next.set('quantite', String(first.quantity));
  if (rest.length) next.set('avec', rest.map(({ offer }) => offer).join(','));
  return `/offres/${first?.offer ?? ''}?${next}`;
}
