/** What a link may show: one's own bookings, a thing, what is taken at a site, and who comes for its staff. */
import type { FeedRequest, Offer, Site } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';

export interface Choice { value: string; words: string; asked: FeedRequest }

/** The things of an offer come first where somebody comes from its page. */
export function choices(sites: Site[], isAtDesk: (site: string) => boolean, offer: Offer | null = null): Choice[] {
  const words = t().calendars;
  const things = (offer?.resources ?? []).map(({ id, name }) => (
    { value: id, words: words.ofResource(name, offer?.site_name ?? ''), asked: { kind: 'resource' as const, resource: id } }
  ));
  return [
    ...things,
    { value: 'mine', words: words.mine, asked: { kind: 'mine' } },
    ...sites.filter(({ id }) => isAtDesk(id)).map(({ id, name }) => (
      { value: `names:${id}`, words: words.withNames(name), asked: { kind: 'site' as const, site: id, with_names: true } }
    )),
    ...sites.map(({ id, name }) => ({ value: id, words: words.taken(name), asked: { kind: 'site' as const, site: id } })),
  ];
}
