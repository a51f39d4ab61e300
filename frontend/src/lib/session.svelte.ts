/** Who is here and which house this is, as the server says it once per page. */
import { api } from './api/endpoints';
import type { Me, MeContext } from './api/types';

/** The roles that reserve for others and take things out of use; the server checks the same. */
const DESK = ['host', 'fab_manager', 'director'];

let context = $state.raw<MeContext | null>(null);

export const house = (): MeContext | null => context;
export const person = (): Me | null => context?.person ?? null;
export const isStaff = (): boolean => person()?.is_staff ?? false;
export const hasRole = (...wanted: string[]): boolean =>
  person()?.roles.some(({ role }) => wanted.includes(role)) ?? false;
/** Whether one works at the desk of this site, or of any when none is named; a role without a site counts everywhere. */
export const isAtDesk = (siteId?: string): boolean =>
  person()?.roles.some(({ role, site }) => DESK.includes(role) && (!siteId || !site || site === siteId)) ?? false;

/** Reads it again, after signing in or a change of language. */
export async function loadContext(): Promise<void> {
  context = await api.context();
}

/** The plain page of the server to sign in or up on, that comes back to `next`. */
export function accountPage(page: 'connexion' | 'inscription', next: string): string {
  return `/compte/${page}/?${new URLSearchParams({ next })}`;
}
