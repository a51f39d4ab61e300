/** The person that staff reserve for, as the address names them. */
import { http } from '$lib/api/client';
import type { Person } from '$lib/api/types';
import { fetched, type Fetched } from '$lib/resource.svelte';
import { query } from '$lib/router/router.svelte';

/** Call it while a component starts, like `fetched`. */
export function somebody(): Fetched<Person> {
  const id = $derived(query().get('pour'));
  return fetched(() => (id ? http.get<Person>(`people/${id}/`) : null));
}
