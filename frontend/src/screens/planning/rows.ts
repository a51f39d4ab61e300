/** The lines of the planning: a thing each, places of which any will do on one line, under their site. */
import type { Availability, Offer, PlannedResource, Site } from '$lib/api/types';
import { MINUTE } from '$lib/time/zone';
import type { Closed, Group, Row, Span } from '$timeline/types';

/** What one knows when drawing the lines. */
export interface Known { offers: Offer[]; availability: Availability[]; sites: Site[] }

export interface Reader {
  isStaff: boolean;
  /** Whether the reader may change what stands at this site. */
  mayWrite: (site: string) => boolean;
  now: number;
}

/** A line with what it is of: the thing (unless it is many places), and the offer that sells it. */
export interface Line { row: Row; resource: PlannedResource | null; offer: Offer | null }

const QUARTER = 15;
const ALWAYS = 'always';

export const spanOf = ({ starts_at, ends_at }: { starts_at: string; ends_at: string }): Span =>
  ({ start: Date.parse(starts_at), end: Date.parse(ends_at) });

/** Any of several places, none of them by name. */
export const isMany = (offer: Offer): boolean => offer.quantifier === 'any' && offer.size > 1 && !offer.choose_by_name;

/** What sells a thing alone comes before what sells it among others, and that before a whole set. */
function rankOf(offer: Offer): number {
  if (offer.size === 1) return 0;
  if (offer.quantifier === 'all') return 3;
  return offer.choose_by_name ? 1 : 2;
}

export function offerOf(resource: PlannedResource, offers: Map<string, Offer>): Offer | null {
  const own = resource.offers.flatMap((id) => offers.get(id) ?? []);
  return own.sort((a, b) => rankOf(a) - rankOf(b))[0] ?? null;
}

interface Times { open: Span[]; attended: Span[]; closed: Closed[] }

/** When each offer may be had, read once; a thing without one follows its site. */
function timesBy(known: Known): (offer: Offer | null, site: string) => Times {
  const times = new Map<string, Times>();
  const sites = new Map<string, Times>();
  const siteOf = new Map(known.offers.map(({ id, site }) => [id, site]));
  for (const { offer, open, attended, closed } of known.availability) {
    const own = {
      open: open.map(spanOf), attended: attended.map(spanOf),
      closed: closed.map((one) => ({ ...spanOf(one), reason: one.reason ?? '' })),
    };
    times.set(offer, own);
    const site = siteOf.get(offer) ?? ALWAYS;
    if ((sites.get(site)?.open.length ?? -1) < own.open.length) sites.set(site, own);
  }
  const none: Times = { open: [], attended: [], closed: [] };
  return (offer, site) => times.get(offer?.id ?? '') ?? sites.get(site) ?? none;
}

/** Nothing is booked online for less than the notice ahead; the step that runs still counts. */
function earliestFor({ policy }: Offer, { isStaff, now }: Reader): number | undefined {
  return isStaff ? undefined : now + (policy.notice_minutes - policy.granularity_minutes) * MINUTE;
}

function base(resource: PlannedResource, offer: Offer | null, times: Times, reader: Reader): Omit<Row, 'id' | 'label'> {
  const earliest = offer ? earliestFor(offer, reader) : undefined;
  return {
    group: resource.site,
    open: times.open,
    attended: offer?.requirement.mode === 'accompanied' ? times.attended : [],
    closed: times.closed,
    bookable: reader.isStaff ? reader.mayWrite(resource.site) : offer !== null,
    stepMinutes: offer?.policy.granularity_minutes ?? QUARTER,
    accepts: offer && offer.quantifier === 'any' ? offer.id : resource.id,
    ...(offer ? { href: `/offres/${offer.id}`, minMinutes: offer.policy.min_minutes, maxMinutes: offer.policy.max_minutes } : {}),
    ...(earliest === undefined ? {} : { earliest }),
    ...(offer?.policy.span === 'may_span_closed' ? { mayRunClosed: true } : {}),
  };
}

/** The lines in the order of the house. */
export function linesOf(resources: PlannedResource[], known: Known, reader: Reader): Line[] {
  const offers = new Map(known.offers.map((offer) => [offer.id, offer]));
  const times = timesBy(known);
  const many = new Map<string, Line>();
  const lines: Line[] = [];
  for (const resource of resources) {
    const offer = offerOf(resource, offers);
    const row: Row = { id: resource.id, label: resource.name, ...base(resource, offer, times(offer, resource.site), reader) };
    if (offer && isMany(offer)) {
      const line = many.get(offer.id) ?? manyPlaces(offer, row, reader);
      if (!many.has(offer.id)) lines.push(line);
      many.set(offer.id, line);
      line.row.pool?.rows.push(row);
      if (line.row.pool) line.row.pool.size = line.row.pool.rows.length;
    } else {
      const detail = offer && offer.name !== resource.name ? { detail: offer.name } : {};
      lines.push({ row: { ...row, ...detail }, resource, offer });
    }
  }
  return lines;
}

/** One line for places of which any will do; the team may look at each. */
function manyPlaces(offer: Offer, { id: _, ...place }: Row, { isStaff }: Reader): Line {
  const row: Row = { ...place, id: `places:${offer.id}`, label: offer.name, pool: { size: 0, rows: [], unfolds: isStaff } };
  return { row, resource: null, offer };
}

/** The sites that have a line, in the order of the lines. */
export function groupsOf(lines: Line[], sites: Site[]): Group[] {
  const names = new Map(sites.map(({ id, name }) => [id, name]));
  return [...new Set(lines.map(({ row }) => row.group))].map((id) => ({ id, label: names.get(id) ?? '' }));
}
