/** The operations of API v1 about messages, for the team. */
import { everyRow } from './bookings';
import { http } from './client';
import type { Message } from './types';

/** What the team looks at: what a human must do something about, and what is on its way. */
const UNFINISHED = 'no_address,given_up,waiting';

export const messagesApi = {
  unfinished: (signal: AbortSignal) => everyRow<Message>('messages/', { state: UNFINISHED }, signal),
  about: (booking: string, signal: AbortSignal) => everyRow<Message>('messages/', { about: booking }, signal),
  retry: (id: string) => http.post<Message>(`messages/${id}/retry/`),
  told: (id: string) => http.post<Message>(`messages/${id}/told/`),
};
