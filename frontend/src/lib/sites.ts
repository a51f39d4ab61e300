/** The sites of the house, asked once per page load and language. */
import { api } from './api/endpoints';
import type { Site } from './api/types';
import { language } from './i18n/i18n.svelte';

const asked = new Map<string, Promise<Site[]>>();

export function allSites(): Promise<Site[]> {
  const key = language();
  const known = asked.get(key) ?? api.sites();
  asked.set(key, known);
  known.catch(() => asked.delete(key));
  return known;
}

/** Forgets them, for tests and after a change. */
export function forgetSites(): void {
  asked.clear();
}
