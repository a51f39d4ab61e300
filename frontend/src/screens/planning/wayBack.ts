/** Which things a booking must leave, and for which others, to stand again where it stood. */
import type { PlannedResource } from '$lib/api/types';

export interface PlaceChange { from: string; to: string }

const sellsBoth = (a: PlannedResource | undefined, b: PlannedResource | undefined): boolean =>
  Boolean(a && b && a.offers.some((offer) => b.offers.includes(offer)));

/** Each thing that it has only now goes back to one that it had and that the same offer sells. */
export function wayBack(before: string[], now: string[], resources: Map<string, PlannedResource>): PlaceChange[] {
  const left = before.filter((id) => !now.includes(id));
  return now.filter((id) => !before.includes(id)).flatMap((from) => {
    const index = left.findIndex((to) => sellsBoth(resources.get(from), resources.get(to)));
    const [to] = index < 0 ? [] : left.splice(index, 1);
    return to ? [{ from, to }] : [];
  });
}
