/** A small house for tests: one site, one room, one person. */
import type { Availability, Me, MeContext, Offer, Place, Quote, Site, SiteDetails } from '$lib/api/types';

export const site: Site = {
  id: 's1', slug: 'calais', name: 'Calais', address: '1 rue du Phare', postcode: '62100', city: 'Calais', country: 'FR',
  time_zone: 'Europe/Paris', telephone: '03 21 00 00 00', email: 'calais@example.org', directions: 'Sonnez à droite.',
  accessibility: 'Ascenseur.', today: { open: [{ starts_at: '2026-12-08T08:00:00Z', ends_at: '2026-12-08T17:00:00Z' }], attended: [], closed_reason: null, opens_next: null, closures: [] },
};
export const otherSite: Site = { ...site, id: 's2', slug: 'marquise', name: 'Marquise', address: '2 place Haute', city: 'Marquise', today: { open: [], attended: [], closed_reason: 'Férié', opens_next: null, closures: [] } };

export const kitchen: Place = { id: 'pl2', name: 'Cuisine', kind: null, floor: 0, x: 60, y: 0, width: 40, height: 40, offers: [] };
export const planned: SiteDetails = {
  ...site, places: [{ id: 'pl1', name: 'Salle Opale', kind: 'room', floor: 0, x: 0, y: 0, width: 60, height: 40, offers: ['o1'] }, kitchen],
  week: [{ day: '2026-12-08', open: site.today.open, attended: [], closed_reason: null }, { day: '2026-12-09', open: [], attended: [], closed_reason: 'Férié' }],
};

export const room: Offer = {
  id: 'o1', site: 's1', site_name: 'Calais', slug: 'salle', kind: 'room', name: 'Salle Opale', description: 'Une salle claire.',
  safety: '', rules_text: 'De 1 h à 4 h. À déplacer ou annuler au plus tard 2 h avant.', quantifier: 'all', size: 1, capacity: 8, choose_by_name: false,
  features: [{ code: 'screen', name: 'Grand écran', icon: 'screen' }],
  policy: {
    granularity_minutes: 30, min_minutes: 60, max_minutes: 240, span: 'open_throughout', notice_minutes: 0, horizon_days: 90,
    change_notice_minutes: 120, needs_approval: false, hold_minutes: 15, max_party_size: null, buffer_before_minutes: 0, buffer_after_minutes: 0,
  },
  requirement: { mode: 'nothing', category: null, met: null },
  prices: [{ unit: 'hour', price: { cents: 1000, currency: 'EUR' } }], lender: null,
};

export const roomFree: Availability = {
  offer: 'o1', open: site.today.open, attended: [], closed: [],
  free: [{ starts_at: '2026-12-08T13:00:00Z', ends_at: '2026-12-08T16:00:00Z', count: 1 }],
};

export const quote: Quote = {
  total: { cents: 1000, currency: 'EUR' },
  lines: [{ label: 'Salle Opale', quantity: '1.00', unit: 'hour', unit_price: { cents: 1000, currency: 'EUR' }, total: { cents: 1000, currency: 'EUR' }, offer: 'o1' }],
  vat: [{ rate: '20.00', amount: { cents: 167, currency: 'EUR' } }],
  available: true, refusals: [], alternatives: [], needs_approval: false, button: 'Réserver – 10,00 € (à régler sur place)',
};

export const context: MeContext = {
  person: null, language: 'fr', house: { name: 'La Maison', telephone: '03 21 00 00 00', email: 'aide@example.org' },
  kinds: [{ code: 'desk', name: 'Un bureau', icon: 'desk' }, { code: 'room', name: 'Une salle', icon: 'room' }], demo: false,
};

export const member: Me = {
  id: 'p1', name: 'Ada Opale', email: 'ada@example.org', language: 'fr', telephone: '', audience: null, roles: [],
  is_staff: false, organisations: [], questions_due: false,
};
