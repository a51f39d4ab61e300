/** Where a free time leads: the offer's own page with that time, or first to the question for whom. */
import type { Offer, PlannedResource } from '$lib/api/types';
import { isoOf } from '$lib/time/zone';
import type { Span } from '$timeline/types';

function choice(offer: Offer, resource: PlannedResource | null, { start, end }: Span): URLSearchParams {
  const query = new URLSearchParams({ debut: isoOf(start), fin: isoOf(end) });
  if (resource && offer.choose_by_name && offer.quantifier === 'any') query.set('lequel', resource.id);
  return query;
}

export const offerAt = (offer: Offer, resource: PlannedResource | null, span: Span): string =>
  `/offres/${offer.id}?${choice(offer, resource, span)}`;

/** For whom is asked first; the time and the thing go along. */
export const forSomebodyAt = (offer: Offer, resource: PlannedResource | null, span: Span): string =>
  `/accueil/reserver?offre=${offer.id}&${choice(offer, resource, span)}`;
