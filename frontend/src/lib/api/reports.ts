/** The operations of API v1 that reports use; days are bare, read on the clock of the site. */
import { http } from './client';
import type { Occupancy, OccupancyBookings } from './types';

export type By = 'site' | 'offer' | 'resource';
export type Figure = 'claimed' | 'no_show' | 'outside';
/** `to` is not included. */
export interface Days { from: string; to: string }
export interface Narrow { figure: Figure; offer?: string | undefined; resource?: string | undefined; weekday?: number | undefined; hour?: number | undefined }

export const BEHIND_PAGE = 25;

export const reportsApi = {
  occupancy: (site: string | undefined, days: Days, by: By, signal: AbortSignal) =>
    http.get<Occupancy>('reports/occupancy/', { site, ...days, by }, signal),
  behind: (site: string | undefined, days: Days, narrow: Narrow, page: number, signal: AbortSignal) =>
    http.get<OccupancyBookings>('reports/occupancy/bookings/', { site, ...days, ...narrow, page, page_size: BEHIND_PAGE }, signal),
};

/** Where the browser fetches the same report as a file. */
export function csvAddress(site: string | undefined, days: Days, by: By, language: string): string {
  const query = new URLSearchParams({ ...(site ? { site } : {}), ...days, by, format: 'csv', lang: language });
  return `/api/v1/reports/occupancy/?${query}`;
}
