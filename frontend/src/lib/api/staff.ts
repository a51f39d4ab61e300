/** The operations of API v1 that only staff's screens use. */
import { everyRow } from './bookings';
import { http } from './client';
import type {
  Block, BlockRequest, Booking, InitiationRequest, Order, Page, Period, Person, PersonRequest, Planning, Site,
} from './types';

export interface Range { from: string; to: string }
const FEW = 12;

export const staffApi = {
  /** The site as it is on that day: `today` tells its hours. */
  siteOn: (id: string, day: string, signal: AbortSignal) =>
    everyRow<Site>('sites/', { day }, signal).then((sites) => sites.find((site) => site.id === id)),
  bookings: (site: string, range: Range, signal: AbortSignal) => everyRow<Booking>('bookings/', { site, ...range }, signal),
  planning: (site: string, range: Range, signal: AbortSignal) => http.get<Planning>('planning/', { site, ...range }, signal),
  blocks: (site: string, range: Partial<Range>, signal: AbortSignal) => everyRow<Block>('blocks/', { site, ...range }, signal),
  block: (body: BlockRequest) => http.post<Block>('blocks/', body),
  moveBlock: (id: string, period: Period) => http.post<Block>(`blocks/${id}/move/`, period),
  lift: (id: string) => http.delete(`blocks/${id}/`),
  settle: (order: string, note: string) => http.post<Order>(`orders/${order}/settle/`, { note }),
  initiations: (site: string, signal: AbortSignal) => everyRow<InitiationRequest>('initiation-requests/', { site, state: 'open' }, signal),
  closeInitiation: (id: string, outcome: 'done' | 'dropped') => http.post<InitiationRequest>(`initiation-requests/${id}/close/`, { outcome }),
  person: (id: string, signal: AbortSignal) => http.get<Person>(`people/${id}/`, {}, signal),
  findPeople: (search: string, signal: AbortSignal) => http.get<Page<Person>>('people/', { search, page_size: FEW }, signal),
  createPerson: (body: Partial<PersonRequest> & { name: string }) => http.post<Person>('people/', body),
};
