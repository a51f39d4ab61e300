/** The shapes of API v1 by their names, from the types generated out of its schema. */
import type { components, paths } from './schema.gen';

type Schemas = components['schemas'];

export type Alternative = Schemas['Alternative'];
export type ApiErrorBody = Schemas['Error'];
export type Authorisation = Schemas['Authorisation'];
export type Availability = Schemas['Availability'];
export type Block = Schemas['Block'];
export type BlockKind = Schemas['BlockKind'];
export type BlockRequest = Schemas['BlockRequest'];
export type Booking = Schemas['Booking'];
export type BookingAction = Schemas['BookingAction'];
export type BookingItem = Schemas['BookingItem'];
export type BookingRequest = Schemas['BookingRequest'];
export type BookingState = Schemas['BookingState'];
export type Category = Schemas['Category'];
export type Channel = Schemas['Channel'];
export type Coded = Schemas['Coded'];
export type Feed = Schemas['Feed'];
export type FeedRequest = Schemas['FeedRequest'];
export type Free = Schemas['Free'];
export type InitiationRequest = Schemas['InitiationRequest'];
export type InitiationRequestInput = Schemas['InitiationRequestInput'];
export type Me = Schemas['Me'];
export type MeChanges = Schemas['PatchedMeChanges'];
export type MeContext = Schemas['MeContext'];
export type Message = Schemas['Message'];
export type Money = Schemas['Money'];
export type Named = Schemas['Named'];
export type NewFeed = Schemas['NewFeed'];
export type Occupancy = Schemas['Occupancy'];
export type OccupancyBookings = Schemas['OccupancyBookingPage'];
export type OccupancyCell = Schemas['OccupancyCell'];
export type OccupancyMinutes = Schemas['Minutes'];
export type OccupancyRow = Schemas['OccupancyRow'];
export type OccupancyWeek = Schemas['OccupancyWeek'];
export type Offer = Schemas['Offer'];
export type Order = Schemas['Order'];
export type Organisation = Schemas['Organisation'];
export type Period = Schemas['Period'];
export type Person = Schemas['Person'];
export type PersonChanges = Schemas['PatchedPersonChanges'];
export type PersonRequest = Schemas['PersonRequest'];
export type Pictured = Schemas['Pictured'];
export type PlannedResource = Schemas['PlannedResource'];
export type Place = Schemas['Place'];
export type Planning = Schemas['Planning'];
export type Policy = Schemas['Policy'];
export type Quote = Schemas['Quote'];
export type QuoteItem = Schemas['ItemInput'];
export type QuoteLine = Schemas['QuoteLine'];
export type QuoteRequest = Schemas['QuoteRequest'];
export type Refusal = Schemas['Refusal'];
export type Requirement = Schemas['Requirement'];
export type Site = Schemas['Site'];
export type SiteDetails = Schemas['SiteDetails'];
export type Taken = Schemas['Taken'];
export type Unit = Schemas['Unit'];

/** One page of a list; the same for every list. */
export interface Page<T> { count: number; next: string | null; previous: string | null; results: T[] }

type Method = 'get' | 'post' | 'patch' | 'delete';
type Filled<P extends string> = P extends `${infer Before}{${string}}${infer After}` ? `${Before}${string}${Filled<After>}` : P;

/** The addresses that answer a method, with anything in place of their parameters: the compiler knows a wrong one. */
export type ApiPath<M extends Method> = {
  [P in keyof paths]: paths[P] extends Record<M, object> ? (P extends `/api/v1/${infer Rest}` ? Filled<Rest> : never) : never;
}[keyof paths];
