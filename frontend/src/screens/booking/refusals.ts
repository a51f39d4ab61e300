/** What a refusal tells: why it can't be, and what was proposed instead. */
import { ApiError } from '$lib/api/client';
import type { Alternative, Quote } from '$lib/api/types';

/** Each reason of what was quoted once, none when it can be; `taken` says it where the server gives no reason. */
export function reasonsOf({ refusals, available }: Quote, taken: string): string[] {
  const said = refusals.map(({ message }) => message);
  return said.length || available ? [...new Set(said)] : [taken];
}

/** What came with the refusal, or undefined when it was about something else. */
export const proposedIn = (refusal: unknown): Alternative[] | undefined =>
  (refusal instanceof ApiError ? (refusal.details['alternatives'] as Alternative[] | undefined) : undefined);
