/** What one looks for, as the address says it. */
import type { Site } from '$lib/api/types';

export const EVERYTHING = 'tout';
export const ANYWHERE = 'tous';

export interface Criteria {
  kind: string | null;
  site: string | null;
  day: string | null;
  party: string | null;
  feature: string | null;
  onBehalfOf: string | null;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function criteriaOf(query: URLSearchParams): Criteria {
  const day = query.get('jour');
  return {
    kind: query.get('type'),
    site: query.get('site'),
    day: day && DAY.test(day) ? day : null,
    party: query.get('personnes'),
    feature: query.get('equipement'),
    onBehalfOf: query.get('pour'),
  };
}

/** The kind to ask the server for; everything is no kind. */
export const kindAsked = ({ kind }: Criteria): string | undefined => (kind === EVERYTHING ? undefined : (kind ?? undefined));

/** The sites to search in: one by its slug or id, or all of them. */
export function chosenSites(sites: Site[], wanted: string | null): Site[] {
  const one = sites.filter(({ id, slug }) => id === wanted || slug === wanted);
  return one.length ? one : sites;
}

/** What travels from the search to an offer's page. */
export function carried(query: URLSearchParams, more: Record<string, string>): string {
  const next = new URLSearchParams();
  for (const key of ['personnes', 'pour', 'jour']) {
    const value = query.get(key);
    if (value) next.set(key, value);
  }
  for (const [key, value] of Object.entries(more)) next.set(key, value);
  return next.size ? `?${next}` : '';
}
