/** A counter for tests: bookings of the small house, somebody of the team, the planning of the site. */
import type { Block, Booking, Me, Person, Planning } from '$lib/api/types';
import { member, site } from './house';

export const host: Me = { ...member, id: 'h1', name: 'Hélène Hôte', is_staff: true, roles: [{ role: 'host', site: 's1' }] };

const money = (cents: number) => ({ cents, currency: 'EUR' });

/** A confirmed hour in the room on Tuesday 8 December, 14 h in Calais, 10 € due on site. */
export const confirmed: Booking = {
  id: 'b1', state: 'confirmed', starts_at: '2026-12-08T13:00:00Z', ends_at: '2026-12-08T14:00:00Z',
  site: { id: 's1', name: 'Calais', time_zone: 'Europe/Paris', telephone: site.telephone },
  items: [{ offer: 'o1', offer_name: 'Salle Opale', kind: 'room', quantity: 1, resources: [] }],
  purpose: 'Atelier', party_size: 4, person: { id: 'p1', name: 'Ada Opale' }, organisation: null, booked_by: { id: 'p1', name: 'Ada Opale' },
  channel: 'online', price: money(1000), price_lines: [],
  order: { id: 'r1', state: 'due', total: money(1000), due_at: '2026-12-08T13:00:00Z' },
  held_until: null, hold_extended: false, reason: '', created_at: '2026-12-01T09:00:00Z', actions: ['move', 'cancel'],
};

export const held: Booking = {
  ...confirmed, id: 'b2', state: 'hold', order: null, held_until: '2026-12-08T13:35:00Z', actions: ['confirm', 'extend-hold', 'cancel'],
};

export const waiting: Booking = {
  ...confirmed, id: 'b3', state: 'awaiting_approval', starts_at: '2026-12-08T15:30:00Z', ends_at: '2026-12-08T16:30:00Z', order: null,
  person: { id: 'p3', name: 'Léa Craie', telephone: '06 12 34 56 78' }, actions: ['approve', 'decline', 'move', 'cancel'],
};

export const planning: Planning = {
  site: 's1',
  resources: [
    { id: 'd1', site: 's1', name: 'Bureau 1', kind: 'desk', offers: ['o5'], taken: [] },
    { id: 'd2', site: 's1', name: 'Bureau 2', kind: 'desk', offers: ['o5'], taken: [] },
    { id: 'x1', site: 's1', name: 'Imprimante Alpha', kind: 'printer_3d', offers: ['o6'], taken: [] },
  ],
};

export const lea: Person = {
  id: 'p3', name: 'Léa Craie', email: null, telephone: '06 12 34 56 78', birth_year: 1990, audience: null, organisations: [], language: 'fr',
};

export const block: Block = {
  id: 'k1', site: 's1', starts_at: '2026-12-08T13:00:00Z', ends_at: '2026-12-08T15:00:00Z', kind: 'maintenance', note: 'Buse bouchée',
  resources: [{ id: 'x1', name: 'Imprimante Alpha' }], created_by: { id: 'h1', name: 'Hélène Hôte' }, is_active: true,
};
