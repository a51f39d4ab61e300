/** The sentence to show for a failure: the server's own words first. */
import { t } from '../i18n/i18n.svelte';
import { ApiError } from './client';

/** Whether the same question may have another answer: not when the server understood it and said no. */
export function isWorthAnotherTry(failure: unknown): boolean {
  return !(failure instanceof ApiError) || failure.status === 0 || failure.status === 429 || failure.status >= 500;
}

export function wordsOfFailure(failure: unknown): string {
  const words = t().common;
  if (!(failure instanceof ApiError)) return words.failed;
  if (failure.status === 0) return words.unreachable;
  return failure.message || (failure.status === 429 ? words.throttled : words.failed);
}
