/** People as staff find and create them: one field to reach them, and where one goes next. */
import type { Person, PersonRequest } from '$lib/api/types';

/** Somebody known who may be the same, as a refusal lists them. */
export interface Lookalike {
  id: string;
  name: string;
  telephone?: string;
  birth_year?: number | null;
  organisations?: { id: string; name: string }[];
  reasons: string[];
}

/** On behalf of that person: the offer and the time that were chosen before, else the search. */
export function addressFor(id: string, chosen: URLSearchParams): string {
  const { offre, ...choice } = Object.fromEntries(chosen);
  return offre ? `/offres/${offre}?${new URLSearchParams({ ...choice, pour: id })}` : `/reserver?pour=${id}`;
}

/** What was typed is an e-mail address or a telephone. */
export function personOf(name: string, reach: string, force: boolean): Partial<PersonRequest> & { name: string } {
  const contact = reach.trim();
  return {
    name: name.trim(),
    ...(contact.includes('@') ? { email: contact } : { telephone: contact }),
    ...(force ? { force: true } : {}),
  };
}

/** A search that reads like a name: what the new file starts from. */
export const nameIn = (typed: string): string => (/[\d@]/.test(typed) ? '' : typed);

export const isNumber = (typed: string): boolean => /^[+\d][\d\s.()-]+$/.test(typed.trim());

export const describe = ({ telephone, email, organisations }: Pick<Person, 'telephone' | 'email' | 'organisations'>): string =>
  [telephone, email, ...organisations.map(({ name }) => name)].filter(Boolean).join(' · ');
