/** The day of a site as a list: what stands, what is looked for, grouped by the hour of the site. */
import type { Booking, BookingState } from '$lib/api/types';
import { isGivenUp, whatOf } from '$screens/mine/words';
import { wallOf, type Day } from '$lib/time/zone';

export const VIEWS = ['active', 'approve', 'settle', 'hold', 'gone', 'all'] as const;
export type View = (typeof VIEWS)[number];

const EXPECTED: BookingState[] = ['confirmed', 'checked_in', 'awaiting_payment'];

const owes = ({ order }: Booking): boolean => order?.state === 'due';

const IN_VIEW: Record<View, (booking: Booking) => boolean> = {
  active: (booking) => !isGivenUp(booking),
  approve: ({ state }) => state === 'awaiting_approval',
  settle: owes,
  hold: ({ state }) => state === 'hold',
  gone: isGivenUp,
  all: () => true,
};

export const viewOf = (text: string | null): View => VIEWS.find((view) => view === text) ?? 'active';

/** Without case and accents, as one types in a hurry. */
const plain = (text: string): string => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
const digits = (text: string): string => text.replace(/\D/g, '');

function mentions(booking: Booking, text: string): boolean {
  const { person, organisation, purpose } = booking;
  const words = plain([person?.name, organisation?.name, whatOf(booking), purpose].join(' '));
  const number = digits(text);
  return words.includes(plain(text)) || (number.length > 3 && digits(person?.telephone ?? '').includes(number));
}

export function listed(bookings: Booking[], view: View, text: string): Booking[] {
  const wanted = text.trim();
  return bookings.filter((booking) => IN_VIEW[view](booking) && (!wanted || mentions(booking, wanted)));
}

export interface Hour { hour: number | null; bookings: Booking[] }

/** By the hour in which each starts; what began on an earlier day comes first, without an hour, soonest end first. */
export function byHour(bookings: Booking[], day: Day, zone: string): Hour[] {
  const hours = new Map<number | null, Booking[]>();
  for (const booking of bookings) {
    const start = wallOf(Date.parse(booking.starts_at), zone);
    const hour = start.day < day ? null : Math.floor(start.minutes / 60);
    hours.set(hour, [...(hours.get(hour) ?? []), booking]);
  }
  hours.get(null)?.sort((a, b) => Date.parse(a.ends_at) - Date.parse(b.ends_at));
  return [...hours].map(([hour, members]) => ({ hour, bookings: members })).sort((a, b) => (a.hour ?? -1) - (b.hour ?? -1));
}

export interface Counts { expected: number; underWay: number; approve: number; settle: number; owed: number; currency: string }

/** People expected that day, bookings under way since an earlier one, requests to answer, orders to settle and how much they come to. */
export function countsOf(bookings: Booking[], day: Day, zone: string): Counts {
  const standing = bookings.filter(({ state }) => EXPECTED.includes(state));
  const starting = standing.filter(({ starts_at }) => wallOf(Date.parse(starts_at), zone).day >= day);
  const due = bookings.filter(owes);
  return {
    expected: starting.reduce((sum, { party_size }) => sum + party_size, 0),
    underWay: standing.length - starting.length,
    approve: bookings.filter(IN_VIEW.approve).length,
    settle: due.length,
    owed: due.reduce((sum, { order }) => sum + (order?.total.cents ?? 0), 0),
    currency: due[0]?.order?.total.currency ?? 'EUR',
  };
}
