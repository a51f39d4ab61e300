/** What staff do from a line of the day, and whose it is. */
import type { Booking } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { moneyInWords } from '$lib/money';
import { dayInWords, hoursInWords, timeInWords } from '$lib/time/words';
import { dayOf, type Day } from '$lib/time/zone';

export type Act = 'approve' | 'decline' | 'settle' | 'move' | 'cancel';

/** What has been done, for who did it. */
export function doneInWords(act: Act, booking: Booking): string {
  const name = nameOf(booking);
  if (act === 'settle') return t().staff.settled(moneyInWords(booking.order?.total ?? booking.price), name);
  return { approve: t().staff.approved, decline: t().staff.declined, move: t().staff.moved, cancel: t().staff.cancelled }[act](name);
}

export const nameOf = ({ person }: Pick<Booking, 'person'>): string => person?.name ?? t().staff.nobody;

/** When, to somebody who knows which day it is: « 9 h – 13 h », « jusqu’à 8 h 30 », « 10 h, jusqu’au samedi 28 novembre ». */
export function timesOn(day: Day, booking: Pick<Booking, 'starts_at' | 'ends_at' | 'site'>): string {
  const zone = booking.site.time_zone;
  const [first, last] = [dayOf(Date.parse(booking.starts_at), zone), dayOf(Date.parse(booking.ends_at), zone)];
  if (first === day && last === day) return hoursInWords(booking, zone);
  const until = last === day ? t().staff.until(timeInWords(booking.ends_at, zone)) : t().staff.untilDay(dayInWords(last));
  return first === day ? t().staff.fromUntil(timeInWords(booking.starts_at, zone), until) : until;
}
