/** A booking in words and signs: what it is of, how it stands, what is owed. */
import { ApiError } from '$lib/api/client';
import type { Booking, BookingState } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { moneyInWords } from '$lib/money';
import { isoOf } from '$lib/time/zone';

export type Tone = 'mine' | 'wait' | 'signal' | 'plain';

/** Each state has a sign beside its colour. */
const SIGNS: Record<BookingState, { tone: Tone; sign: string }> = {
  hold: { tone: 'wait', sign: '◷' },
  awaiting_approval: { tone: 'wait', sign: '…' },
  awaiting_payment: { tone: 'wait', sign: '€' },
  confirmed: { tone: 'mine', sign: '●' },
  checked_in: { tone: 'mine', sign: '✓' },
  completed: { tone: 'plain', sign: '✓' },
  no_show: { tone: 'signal', sign: '–' },
  cancelled: { tone: 'plain', sign: '✕' },
  declined: { tone: 'signal', sign: '✕' },
  expired: { tone: 'plain', sign: '✕' },
};

export const signOf = (state: BookingState): { tone: Tone; sign: string } => SIGNS[state];

/** « Open space × 2, Kit casques ». */
export function whatOf({ items }: Pick<Booking, 'items'>): string {
  return items.map(({ offer_name, quantity }) => (quantity > 1 ? t().mine.several(offer_name, quantity) : offer_name)).join(', ');
}

/** The names that were promised, if any was and says more than the offer. */
export const namesOf = ({ items }: Pick<Booking, 'items'>): string =>
  items.flatMap(({ offer_name, resources }) => resources.map(({ name }) => name).filter((name) => name !== offer_name)).join(', ');

/** « 10,00 € à régler sur place », « 10,00 €, réglé », « gratuit ». */
export function owedInWords({ order, price }: Pick<Booking, 'order' | 'price'>): string {
  if (order?.state === 'due') return t().mine.dueOnSite(moneyInWords(order.total));
  return order?.state === 'settled' ? t().mine.settled(moneyInWords(order.total)) : moneyInWords(price);
}

/** Whether a hold is over, also between two looks at the server. */
export function isLapsed({ state, held_until }: Pick<Booking, 'state' | 'held_until'>, now: number): boolean {
  return state === 'expired' || (state === 'hold' && held_until !== null && Date.parse(held_until) <= now);
}

/** Whether it will not take place: nothing to come to, nothing to pay. */
export const isGivenUp = ({ state }: Pick<Booking, 'state'>): boolean => ['cancelled', 'declined', 'expired'].includes(state);

/** Whether it stands, so that a calendar may hold it. */
export const mayBeInCalendar = ({ state }: Pick<Booking, 'state'>): boolean => ['confirmed', 'awaiting_approval'].includes(state);

/** Whether the server refused because the place is no longer kept. */
export const hasLapsed = (failure: unknown): boolean => failure instanceof ApiError && failure.code === 'hold_lapsed';

/** Where the same is chosen anew: the offer's page at that time. */
export function chooseAgainAt({ items, starts_at, ends_at }: Booking): string {
  const [first, ...rest] = items;
  if (!first) return '/reserver';
  const query = new URLSearchParams({ debut: isoOf(Date.parse(starts_at)), fin: isoOf(Date.parse(ends_at)) });
  if (first.quantity > 1) query.set('quantite', String(first.quantity));
  if (rest.length) query.set('avec', rest.map(({ offer }) => offer).join(','));
  return `/offres/${first.offer}?${query}`;
}
