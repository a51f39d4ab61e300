/** The person that staff reserve for, as the address names them. */
import { http } from '$lib/api/client';
import type { Person } from '$lib/api/types';
import { fetched, type Fetched } from '$lib/resource.svelte';
import { query } from '$lib/router/router.svelte';

let last: { id: string; answer: Promise<Person> } | null = null;

/** Who that is, asked once for all who show it, and again only for another or after a failure. */
function known(id: string): Promise<Person> {
  if (last?.id !== id) {
    const answer = http.get<Person>(`people/${id}/`);
    last = { id, answer };
    answer.catch(() => { last = null; });
  }
  return last.answer;
}

/** Forgets them, for tests. */
export function forgetSomebody(): void {
  last = null;
}

/** Call it while a component starts, like `fetched`. */
export function somebody(): Fetched<Person> {
  const id = $derived(query().get('pour'));
  return fetched(() => (id ? known(id) : null));
}
