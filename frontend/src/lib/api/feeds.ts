/** Links for calendar programmes: listed, made, revoked. */
import { http } from './client';
import type { Feed, FeedRequest, NewFeed, Page } from './types';

export const feedsApi = {
  list: (signal?: AbortSignal) => http.get<Page<Feed>>('feeds/', {}, signal),
  make: (body: FeedRequest) => http.post<NewFeed>('feeds/', body),
  revoke: (id: string) => http.delete(`feeds/${id}/`),
};

/** The same address, as calendar programmes want to be called for it. */
export const asSubscription = (url: string): string => url.replace(/^https?:/, 'webcal:');

/** The calendar file of one booking, made by the server. */
export const fileOf = (booking: string): string => `/mes-reservations/${booking}/agenda.ics`;
