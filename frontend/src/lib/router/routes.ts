/** The addresses of the application and the screen of each, loaded when first visited. */
import type { Component } from 'svelte';
import { matchPath, type Params } from './match';

export type Screen = Component<Record<string, never>>;
export interface Route { pattern: string; load: () => Promise<{ default: Screen }> }
export interface Match { route: Route; params: Params }

export const routes: Route[] = [
  { pattern: '/', load: () => import('$screens/home/Home.svelte') },
  { pattern: '/reserver', load: () => import('$screens/search/Search.svelte') },
  { pattern: '/offres/:id', load: () => import('$screens/offer/OfferPage.svelte') },
  { pattern: '/planning', load: () => import('$screens/planning/Planning.svelte') },
  { pattern: '/sites/:slug', load: () => import('$screens/site/SitePage.svelte') },
  { pattern: '/mes-reservations', load: () => import('$screens/mine/MyBookings.svelte') },
  { pattern: '/mes-reservations/calendriers', load: () => import('$screens/calendars/Calendars.svelte') },
  { pattern: '/mes-reservations/:id', load: () => import('$screens/mine/BookingPage.svelte') },
  { pattern: '/accueil/jour/:id', load: () => import('$screens/mine/BookingPage.svelte') },
  { pattern: '/profil', load: () => import('$screens/mine/Profile.svelte') },
  { pattern: '/accueil/jour', load: () => import('$screens/staff/Day.svelte') },
  { pattern: '/accueil/planning', load: () => import('$screens/planning/StaffPlanning.svelte') },
  { pattern: '/accueil/reserver', load: () => import('$screens/staff/BookFor.svelte') },
  { pattern: '/accueil/occupation', load: () => import('$screens/reports/Occupancy.svelte') },
  { pattern: '/accueil/messages', load: () => import('$screens/messages/Messages.svelte') },
  { pattern: '/accueil/bloquer', load: () => import('$screens/staff/Blocking.svelte') },
];

/** The route of an address of ours, or null when the server owns it. */
export function findRoute(path: string): Match | null {
  for (const route of routes) {
    const params = matchPath(route.pattern, path);
    if (params) return { route, params };
  }
  return null;
}
