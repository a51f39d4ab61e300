/** A planning for tests: a room, two machines by name, three desks of which any will do, one day in Calais. */
import type { Availability, Offer, PlannedResource, Planning, Taken } from '$lib/api/types';
import type { Known, Reader } from '$screens/planning/rows';
import { room, site } from '../../house';

export const NOW = Date.parse('2026-12-08T07:00:00Z');
export const at = (time: string): string => `2026-12-08T${time}:00Z`;
export const ms = (time: string): number => Date.parse(at(time));

export const taken = (start: string, end: string, more: Partial<Taken> = {}): Taken =>
  ({ starts_at: at(start), ends_at: at(end), kind: 'booking', held: false, state: 'confirmed', ...more });

const thing = (id: string, name: string, kind: PlannedResource['kind'], offer: string, times: Taken[] = []): PlannedResource =>
  ({ id, site: 's1', name, kind, offers: [offer], taken: times });

export const machines: Offer = {
  ...room, id: 'o2', kind: 'printer_3d', name: 'Imprimante 3D', quantifier: 'any', size: 2, choose_by_name: true,
  policy: { ...room.policy, buffer_after_minutes: 30 }, requirement: { mode: 'accompanied', category: null, met: false },
};
export const desks: Offer = { ...room, id: 'o3', kind: 'desk', name: 'Open space', quantifier: 'any', size: 3 };

const hours = { open: [{ starts_at: at('08:00'), ends_at: at('17:00') }], closed: [] };
export const availability: Availability[] = [
  { offer: 'o1', ...hours, attended: [], free: [] },
  { offer: 'o2', ...hours, attended: [{ starts_at: at('13:00'), ends_at: at('17:00') }], free: [] },
  {
    offer: 'o3', ...hours, attended: [],
    free: [{ starts_at: at('08:00'), ends_at: at('09:00'), count: 3 }, { starts_at: at('09:00'), ends_at: at('10:00'), count: 1 }],
  },
];

export const planning: Planning = {
  site: 's1',
  resources: [
    thing('r1', 'Salle Opale', 'room', 'o1', [taken('13:00', '14:00', { who: 'Léa Craie', booking: 'b1', label: 'Atelier' })]),
    thing('m1', 'Alpha', 'printer_3d', 'o2', [taken('09:00', '10:30', { who: 'Paul Merlin', booking: 'b2' })]),
    thing('m2', 'Bêta', 'printer_3d', 'o2', [taken('09:00', '11:00', { kind: 'block', who: null, block: 'k1', label: 'Buse bouchée' })]),
    thing('d1', 'Bureau 1', 'desk', 'o3', [taken('09:00', '10:00', { kind: 'mine', booking: 'b3' })]),
    thing('d2', 'Bureau 2', 'desk', 'o3', [taken('09:00', '10:00', { kind: 'mine', booking: 'b3' })]),
    thing('d3', 'Bureau 3', 'desk', 'o3', [taken('14:00', '15:00')]),
  ],
};

export const known: Known = { offers: [room, machines, desks], availability, sites: [site] };
export const team: Reader = { isStaff: true, mayWrite: () => true, now: NOW };
export const resident: Reader = { isStaff: false, mayWrite: () => false, now: NOW };
