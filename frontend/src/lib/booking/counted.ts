/** What several of an offer are called: places at a desk, machines, things; rooms are not counted. */
import type { Offer } from '../api/types';

export type Counted = 'place' | 'machine' | 'thing';

const CALLED: Record<Offer['kind'], Counted | null> = {
  desk: 'place', space: 'place', room: null,
  workstation: 'machine', printer_3d: 'machine', laser: 'machine', cnc: 'machine',
  vr_kit: 'thing', tablet: 'thing', laptop: 'thing',
};

/** How to count what the offer pools, or null where a number would say nothing. */
export function countedAs({ kind, quantifier, size }: Pick<Offer, 'kind' | 'quantifier' | 'size'>): Counted | null {
  return quantifier === 'any' && size > 1 ? CALLED[kind] : null;
}
