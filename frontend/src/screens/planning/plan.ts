/** From what the server says to what timeline and list show; pure, and cheap for a week of a thousand bookings. */
import type { PlannedResource, Planning } from '$lib/api/types';
import type { Group, Row } from '$timeline/types';
import { claimsOf, standingsOn, type Claims, type Standing } from './bars';
import type { Clock } from './clock';
import { groupsOf, linesOf, type Known, type Line, type Reader } from './rows';

export interface Wanted { kind: string | null; search: string }

export interface Plan {
  groups: Group[];
  lines: Line[];
  rows: Row[];
  standings: Standing[];
  byBar: Map<string, Standing>;
  claims: Claims;
  resources: Map<string, PlannedResource>;
}

const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

export function planOf(planning: Planning, known: Known, wanted: Wanted, reader: Reader, clock: Clock): Plan {
  const resources = new Map(planning.resources.map((resource) => [resource.id, resource]));
  const shown = wanted.kind ? planning.resources.filter(({ kind }) => kind === wanted.kind) : planning.resources;
  const all = linesOf(shown, known, reader).map((line) => ({ line, standings: standingsOn(line, thingsOf(line, resources), reader, clock) }));
  const found = wanted.search ? all.flatMap((one) => matching(one, plain(wanted.search))) : all;
  const lines = found.map(({ line }) => line);
  const standings = found.flatMap((one) => one.standings);
  return {
    lines, standings, resources,
    groups: groupsOf(lines, known.sites),
    rows: lines.map(({ row }) => row),
    byBar: new Map(standings.map((one) => [one.bar.id, one])),
    claims: claimsOf(shown),
  };
}

/** The things of a line: itself, or each of its places. */
export function thingsOf({ row, resource }: Line, resources: Map<string, PlannedResource>): PlannedResource[] {
  if (resource) return [resource];
  return (row.pool?.rows ?? []).flatMap(({ id }) => resources.get(id) ?? []);
}

interface Drawn { line: Line; standings: Standing[] }

/** A line stays when its name or somebody on it is looked for; all that stands on it stays with it. */
function matching(drawn: Drawn, search: string): Drawn[] {
  const words = [drawn.line.row.label, ...drawn.standings.flatMap(({ bar, taken }) => [bar.label, taken.label ?? ''])];
  return words.some((one) => plain(one).includes(search)) ? [drawn] : [];
}

/** Every thing that a booking takes, on whatever line. */
export const thingsOfBooking = (plan: Plan, booking: string): string[] =>
  [...plan.resources.values()].filter(({ taken }) => taken.some((one) => one.booking === booking)).map(({ id }) => id);

/** The things on which the booking could be instead of this one: free lines of the same offer. */
export function othersFor({ rows, claims, resources }: Plan, { bar, taken }: Standing): Row[] {
  const things = rows.flatMap((row) => (row.pool ? (row.pool.unfolds ? row.pool.rows : []) : [row]));
  const own = things.find(({ id }) => id === bar.row);
  const claimed = claims.get(bar.row)?.find(({ whose }) => whose === taken.booking)?.span ?? bar;
  const isFree = (id: string) => resources.has(id) && !claims.get(id)?.some(({ span }) => span.start < claimed.end && claimed.start < span.end);
  return own ? things.filter(({ id, accepts }) => accepts === own.accepts && id !== own.id && isFree(id)) : [];
}
