/** The operations of API v1 that residents' screens use, each with its shapes. */
import { http } from './client';
import type {
  Availability, Booking, BookingRequest, InitiationRequest, InitiationRequestInput, Me, MeChanges, MeContext, Offer, Page, Quote,
  QuoteRequest, Site, SiteDetails,
} from './types';

export interface AvailabilityQuery { from: string; to: string; site?: string; offer?: string; kind?: string }
export interface OffersQuery { site?: string; kind?: string; capacity?: string; feature?: string }

export const api = {
  context: () => http.get<MeContext>('me-context/'),
  updateMe: (changes: MeChanges) => http.patch<Me>('people/me/', changes),
  sites: () => http.get<Page<Site>>('sites/', { page_size: 200 }).then((page) => page.results),
  site: (id: string) => http.get<SiteDetails>(`sites/${id}/`),
  offers: (query: OffersQuery, signal?: AbortSignal) =>
    http.get<Page<Offer>>('offers/', { ...query, page_size: 200 }, signal).then((page) => page.results),
  offer: (id: string) => http.get<Offer>(`offers/${id}/`),
  availability: (query: AvailabilityQuery, signal?: AbortSignal) =>
    http.get<Availability[]>('availability/', { ...query }, signal),
  quote: (body: QuoteRequest, signal?: AbortSignal) =>
    http.post<Quote>('quotes/', body, signal ? { signal } : {}),
  /** `key` makes a repeated click or a retried request count once. */
  book: (body: BookingRequest, key: string) =>
    http.post<Booking>('bookings/', body, { headers: { 'Idempotency-Key': key } }),
  askInitiation: (body: InitiationRequestInput) =>
    http.post<InitiationRequest>('initiation-requests/', body),
};
