/** What stands on the lines: each booking without the time kept round it, and who it is for those who may know. */
import type { BookingState, Offer, PlannedResource, Taken } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { MINUTE } from '$lib/time/zone';
import type { Bar, BarKind, Span } from '$timeline/types';
import type { Clock } from './clock';
import { spanOf, type Line, type Reader } from './rows';

/** What a bar was made of. */
export interface Standing {
  bar: Bar;
  taken: Taken;
  /** The things it takes on this line. */
  resources: string[];
  site: string;
}

/** Every claim of a thing as it is, the time kept before and after included. */
export type Claims = Map<string, { span: Span; whose: string }[]>;

const MOVABLE: BookingState[] = ['confirmed', 'awaiting_approval', 'awaiting_payment'];

export function claimsOf(resources: PlannedResource[]): Claims {
  return new Map(resources.map(({ id, taken }) => [
    id, taken.map((one) => ({ span: spanOf(one), whose: one.booking ?? one.block ?? '' })),
  ]));
}

/** The booking's own time: set-up and clean-up of its offer taken off, where that leaves anything. */
function ownSpan(taken: Taken, offer: Offer | null): Span {
  const span = spanOf(taken);
  if (taken.kind === 'block' || !offer) return span;
  const own = { start: span.start + offer.policy.buffer_before_minutes * MINUTE, end: span.end - offer.policy.buffer_after_minutes * MINUTE };
  return own.start < own.end ? own : span;
}

function kindOf({ kind, state, held }: Taken): BarKind {
  if (kind === 'block') return 'block';
  if (held) return 'held';
  if (state === 'awaiting_approval') return 'approval';
  return kind === 'mine' ? 'mine' : 'taken';
}

function labelOf(taken: Taken, { isStaff }: Reader): string {
  if (taken.kind === 'block') return taken.label ?? t().planning.outOfUse;
  if (isStaff) return taken.who ?? t().planning.staff.visitor;
  return taken.kind === 'mine' ? t().planning.mine : t().planning.taken;
}

function stateOf(taken: Taken): string {
  const kind = kindOf(taken);
  if (kind === 'block') return taken.label ? t().planning.outOfUse : '';
  if (kind === 'held') return t().planning.held;
  return kind === 'approval' ? t().planning.toApprove : '';
}

function isMovable(taken: Taken, span: Span, site: string, reader: Reader): boolean {
  if (span.end <= reader.now) return false;
  if (reader.isStaff) {
    if (!reader.mayWrite(site)) return false;
    if (taken.kind === 'block') return Boolean(taken.block);
  }
  const own = reader.isStaff || taken.kind === 'mine';
  return own && Boolean(taken.booking) && !taken.held && MOVABLE.includes(taken.state as BookingState);
}

export interface Draft { row: string; taken: Taken; span: Span; resources: string[]; site: string }

/** The sentence is put together when somebody asks: a week has hundreds that nobody reads. */
export function standingOf(draft: Draft, reader: Reader, clock: Clock): Standing {
  const { row, taken, span, resources, site } = draft;
  const movable = isMovable(taken, span, site, reader);
  const label = labelOf(taken, reader);
  const id = `${taken.booking ?? taken.block ?? 'x'}:${row}:${span.start}`;
  const bar: Bar = {
    id, row, ...span, kind: kindOf(taken), label,
    get words() { return t().planning.sentence(label, clock.spanInWords(span), [taken.kind === 'block' ? '' : (taken.label ?? ''), stateOf(taken)].filter(Boolean).join(', ')); },
    movable, resizable: movable,
    ...(resources.length > 1 ? { places: resources.length } : {}),
    ...(taken.booking && !reader.isStaff ? { href: `/mes-reservations/${taken.booking}` } : {}),
  };
  return { bar, taken, resources, site };
}

/** What stands on the things of one line; one's own among many places is one bar of the line itself. */
export function standingsOn(line: Line, resources: PlannedResource[], reader: Reader, clock: Clock): Standing[] {
  const ownOnLine = line.row.pool && !reader.isStaff;
  const drafts = new Map<string, Draft>();
  for (const resource of resources) {
    for (const taken of resource.taken) {
      const isOwn = ownOnLine && taken.kind === 'mine';
      const span = ownSpan(taken, line.offer);
      const key = isOwn ? `${taken.booking}:${span.start}` : `${resource.id}:${span.start}`;
      const known = drafts.get(key);
      if (known) known.resources.push(resource.id);
      else drafts.set(key, { row: isOwn ? line.row.id : resource.id, taken, span, resources: [resource.id], site: resource.site });
    }
  }
  return [...drafts.values()].map((draft) => standingOf(draft, reader, clock));
}
