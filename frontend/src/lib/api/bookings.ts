/** Bookings: one's own, one of them, and what may be done with it. */
import { isoOf } from '../time/zone';
import { http } from './client';
import type { ApiPath, Booking, BookingAction, Page, Period, Quote } from './types';

type Query = Record<string, string | number | boolean | undefined>;

export const LARGEST_PAGE = 200;
const DAY_MS = 86_400_000;
const REMEMBERED_DAYS = 92;

/** Every row of a list, page after page. */
export async function everyRow<T>(path: ApiPath<'get'>, query: Query, signal?: AbortSignal): Promise<T[]> {
  const rows: T[] = [];
  for (let page = 1; ; page += 1) {
    const { results, next } = await http.get<Page<T>>(path, { ...query, page, page_size: LARGEST_PAGE }, signal);
    rows.push(...results);
    if (!next) return rows;
  }
}

/** What is still ahead or running, soonest first. */
export const myComing = (now: number, signal?: AbortSignal): Promise<Booking[]> =>
  everyRow<Booking>('bookings/', { mine: true, from: isoOf(now) }, signal);

/** What is over since three months, latest first. */
export async function myPast(now: number, signal?: AbortSignal): Promise<Booking[]> {
  const rows = await everyRow<Booking>('bookings/', { mine: true, from: isoOf(now - REMEMBERED_DAYS * DAY_MS), to: isoOf(now) }, signal);
  return rows.filter(({ ends_at }) => Date.parse(ends_at) <= now).reverse();
}

export const oneBooking = (id: string, signal?: AbortSignal): Promise<Booking> =>
  http.get<Booking>(`bookings/${id}/`, {}, signal);

/** Does something that the booking's `actions` name, and answers how it stands then. */
export const actOn = (id: string, action: Exclude<BookingAction, 'settle'>, body: object = {}): Promise<Booking> =>
  http.post<Booking>(`bookings/${id}/${action}/`, body);

/** What the booking would cost at another time, and whether that is free; nothing moves. */
export const quoteMove = (id: string, period: Period, signal?: AbortSignal): Promise<Quote> =>
  http.post<Quote>(`bookings/${id}/move/quote/`, period, signal ? { signal } : {});
