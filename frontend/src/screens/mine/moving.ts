/** Several offers moved together seen as one: the strictest rules, and what is free for all of them at once. */
import type { Availability, Booking, Offer, Period, Planning, Policy, Requirement } from '$lib/api/types';

export interface Together { policy: Policy; requirement: Requirement }

interface Stretch { start: number; end: number; count: number }

const stretchOf = (period: Period, count: number): Stretch =>
  ({ start: Date.parse(period.starts_at), end: Date.parse(period.ends_at), count });

const divisor = (a: number, b: number): number => (b ? divisor(b, a % b) : a);

/** The rules that hold for all of the offers. */
export function togetherOffer(offers: Offer[]): Together {
  const [first, ...rest] = offers;
  if (!first) throw new Error('a booking has an offer');
  const alone = (offer: Offer) => offer.requirement.mode === 'accompanied' && !offer.requirement.met;
  return {
    policy: rest.map(({ policy }) => policy).reduce(strictest, first.policy),
    requirement: (offers.find(alone) ?? first).requirement,
  };
}

function strictest(a: Policy, b: Policy): Policy {
  return {
    ...a,
    granularity_minutes: (a.granularity_minutes * b.granularity_minutes) / divisor(a.granularity_minutes, b.granularity_minutes),
    min_minutes: Math.max(a.min_minutes, b.min_minutes),
    max_minutes: Math.min(a.max_minutes, b.max_minutes),
    span: a.span === 'open_throughout' ? a.span : b.span,
    notice_minutes: Math.max(a.notice_minutes, b.notice_minutes),
    horizon_days: Math.min(a.horizon_days, b.horizon_days),
  };
}

/** What is free for the whole booking, one place standing for all; what it takes itself counts as free. */
export function togetherFree(booking: Booking, answers: Availability[], planning: Planning): Availability {
  const wholes = booking.items.map(({ offer, quantity }) => {
    const answer = answers.find((one) => one.offer === offer);
    const free = (answer?.free ?? []).map((one) => stretchOf(one, one.count));
    return { stretches: [...free, { ...givenBack(booking, offer, planning), count: quantity }], per: quantity };
  });
  const everywhere = (of: (answer: Availability) => Period[]) =>
    common(answers.map((answer) => ({ stretches: of(answer).map((one) => stretchOf(one, 1)), per: 1 })));
  return {
    offer: booking.items[0]?.offer ?? '',
    open: everywhere(({ open }) => open),
    attended: everywhere(({ attended }) => attended),
    free: common(wholes),
    closed: answers.flatMap(({ closed }) => closed),
  };
}

/**
 * The time that the booking would give back for an offer: its own, and as far round it as its set-up and
 * clean-up kept others away, up to whoever comes before and after on the same things.
 */
export function givenBack(booking: Booking, offer: string, planning: Planning): { start: number; end: number } {
  const own = { start: Date.parse(booking.starts_at), end: Date.parse(booking.ends_at) };
  const spans = planning.resources.filter(({ offers }) => offers.includes(offer)).flatMap(({ taken }) => {
    const claims = taken.map((one) => ({ booking: one.booking, start: Date.parse(one.starts_at), end: Date.parse(one.ends_at) }));
    const claim = claims.find((one) => one.booking === booking.id);
    if (!claim) return [];
    const [setUp, cleanUp] = [own.start - claim.start, claim.end - own.end];
    const before = claims.filter(({ end }) => end <= claim.start).map(({ end }) => end + setUp);
    const after = claims.filter(({ start }) => start >= claim.end).map(({ start }) => start - cleanUp);
    return [{
      start: Math.min(own.start, Math.max(own.start - setUp - cleanUp, ...before)),
      end: Math.max(own.end, Math.min(own.end + setUp + cleanUp, ...after)),
    }];
  });
  return spans.length ? { start: Math.max(...spans.map(({ start }) => start)), end: Math.min(...spans.map(({ end }) => end)) } : own;
}

/** Where all of them have something, and how often the least of them has what it takes. */
function common(wholes: { stretches: Stretch[]; per: number }[]): (Period & { count: number })[] {
  const edges = [...new Set(wholes.flatMap(({ stretches }) => stretches.flatMap(({ start, end }) => [start, end])))].sort((a, b) => a - b);
  return edges.slice(0, -1).flatMap((start, index) => {
    const counts = wholes.map(({ stretches, per }) => Math.floor(total(stretches, start) / per));
    const count = Math.min(...counts);
    return count > 0 ? [{ starts_at: iso(start), ends_at: iso(edges[index + 1] ?? start), count }] : [];
  });
}

const total = (stretches: Stretch[], at: number): number =>
  stretches.filter(({ start, end }) => start <= at && at < end).reduce((sum, { count }) => sum + count, 0);

const iso = (instant: number): string => new Date(instant).toISOString();
