/** When the site is open on the day, in words; and which bookings lie outside of what is open. */
import type { Availability, Booking, Offer, Period, Site } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { hoursInWords } from '$lib/time/words';
import { isGivenUp } from '$screens/mine/words';

/** « Ouvert 9 h – 18 h · accompagné 14 h – 18 h », « Fermé : Noël ». */
export function hoursOfDay({ today, time_zone }: Pick<Site, 'today' | 'time_zone'>): string {
  const inWords = (periods: Period[]) => periods.map((period) => hoursInWords(period, time_zone)).join(', ');
  const { open, attended, closed_reason } = today;
  if (!open.length) return t().staff.closedDay(closed_reason ?? '');
  return [t().staff.openHours(inWords(open)), attended.length ? t().staff.attendedHours(inWords(attended)) : '', closed_reason]
    .filter(Boolean).join(' · ');
}

export interface OpenDay { from: number; to: number; offers: Offer[]; availability: Availability[] }
interface Stretch { start: number; end: number }

const stretch = ({ starts_at, ends_at }: Period): Stretch => ({ start: Date.parse(starts_at), end: Date.parse(ends_at) });

/** Whether, on that day, it takes closed time: all of it must be open, or its ends where it may span a night. */
export function isOutside(booking: Booking, day: OpenDay): boolean {
  if (isGivenUp(booking)) return false;
  return booking.items.some(({ offer }) => {
    const told = day.availability.find((one) => one.offer === offer);
    const maySpan = day.offers.find(({ id }) => id === offer)?.policy.span === 'may_span_closed';
    return told !== undefined && !fits(stretch(booking), told.open.map(stretch), day, maySpan);
  });
}

function fits({ start, end }: Stretch, open: Stretch[], { from, to }: OpenDay, maySpan: boolean): boolean {
  if (!maySpan) {
    const [first, last] = [Math.max(start, from), Math.min(end, to)];
    return first >= last || open.some((one) => one.start <= first && last <= one.end);
  }
  const starts = start < from || start >= to || open.some((one) => one.start <= start && start < one.end);
  const ends = end <= from || end > to || open.some((one) => one.start <= end && end <= one.end);
  return starts && ends;
}
