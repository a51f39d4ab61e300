/** The planning's screen: what residents and the team see as a list, and what moving, refusing and undoing do. */
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { loadContext } from '$lib/session.svelte';
import { navigate } from '$lib/router/router.svelte';
import { forgetSites } from '$lib/sites';
import Planning from '$screens/planning/Planning.svelte';
import StaffPlanning from '$screens/planning/StaffPlanning.svelte';
import type { Booking, Me } from '$lib/api/types';
import { expectNoViolations } from '../../axe';
import { confirmed, host } from '../../desk';
import { context, member, room, site } from '../../house';
import { ok, page, refused, serve, type Asked, type Reply } from '../../server';
import { at, availability, desks, machines, NOW, planning } from './seen';

type Answers = Record<string, Reply | ((asked: Asked) => Reply)>;

const booking: Booking = {
  ...confirmed, id: 'b2', starts_at: at('09:00'), ends_at: at('10:00'), person: { id: 'p9', name: 'Paul Merlin', telephone: '06 39 98 00 01' },
  items: [{ offer: 'o2', offer_name: 'Imprimante 3D', kind: 'printer_3d', quantity: 1, resources: [{ id: 'm1', name: 'Alpha' }] }],
};

async function open(who: Me | null, component: typeof Planning, more: Answers = {}): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person: who }), 'GET sites/': page([site]), 'GET offers/': page([room, machines, desks]),
    'GET availability/': ok(availability), 'GET planning/': ok(planning), 'GET bookings/b2/': ok(booking), ...more,
  });
  await loadContext();
  render(component);
  await screen.findByRole('list', { name: 'Alpha' });
  return asked;
}

/** The second machine works again, and is free as far as the page knows. */
const mended = ok({ ...planning, resources: planning.resources.map((one) => (one.id === 'm2' ? { ...one, taken: [] } : one)) });

const line = (name: string) => within(screen.getByRole('list', { name }));

beforeEach(() => {
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  forgetSites();
  navigate('/planning?forme=liste&jour=2026-12-08');
});
afterEach(() => vi.useRealTimers());

test('residents read what is free and theirs, and nobody’s name', async () => {
  await open(member, Planning);
  expect(screen.queryByText('Léa Craie')).toBeNull();
  expect(line('Salle Opale').getByText('Occupé')).toBeTruthy();
  expect(line('Open space').getByRole('button', { name: /Ma réservation/ })).toBeTruthy();
  expect(line('Open space').queryByText('Occupé')).toBeNull();
  const free = line('Alpha').getByRole('link', { name: /Réserver Alpha, Libre 11 h 30/ });
  expect(free.getAttribute('href')).toBe('/offres/o2?debut=2026-12-08T10%3A30%3A00Z&fin=2026-12-08T11%3A30%3A00Z&lequel=m1');
  expect(line('Open space').getByRole('link').getAttribute('href')).not.toContain('lequel');
  await expectNoViolations(document.body);
});

test('what ends on another day says both its days', async () => {
  const overnight = { ...planning.resources[1]!.taken[0]!, ends_at: '2026-12-09T08:00:00Z' };
  await open(member, Planning, {
    'GET planning/': ok({ ...planning, resources: planning.resources.map((one) => (one.id === 'm1' ? { ...one, taken: [overnight] } : one)) }),
  });
  expect(line('Alpha').getByText('mardi 8 décembre, 10 h – mercredi 9 décembre, 8 h 30')).toBeTruthy();
  expect(line('Salle Opale').getByText('14 h – 15 h')).toBeTruthy();
});

test('the team reads names and puts a booking on another machine, then takes it back', async () => {
  navigate('/accueil/planning?forme=liste&jour=2026-12-08');
  let there = 'm1';
  const asked = await open(host, StaffPlanning, {
    'GET planning/': () => ok({ ...planning, resources: planning.resources.map((one) => (one.id === 'm1' || one.id === 'm2'
      ? { ...one, taken: one.id === there ? planning.resources[1]?.taken ?? [] : [] } : one)) }),
    'POST bookings/b2/move/': ({ body }) => {
      there = (body as { resources: { to: string }[] }).resources[0]?.to ?? there;
      return ok(booking);
    },
  });
  await fireEvent.click(line('Alpha').getByRole('button', { name: /Paul Merlin/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Paul Merlin' }));
  await fireEvent.change(await dialog.findByLabelText('Mettre sur'), { target: { value: 'm2' } });
  await fireEvent.click(dialog.getByRole('button', { name: 'Changer' }));
  await waitFor(() => expect(line('Bêta').getByText('Paul Merlin')).toBeTruthy());
  await screen.findByText(/Déplacée au .*, Bêta/);
  await fireEvent.keyDown(document.body, { key: 'z', ctrlKey: true });
  await waitFor(() => expect(line('Alpha').getByText('Paul Merlin')).toBeTruthy());
  expect(asked.filter(({ method }) => method === 'POST').map(({ body }) => body)).toEqual([
    { starts_at: at('09:00'), ends_at: at('10:00'), resources: [{ from: 'm1', to: 'm2' }] },
    { starts_at: at('09:00'), ends_at: at('10:00'), resources: [{ from: 'm2', to: 'm1' }] },
  ]);
  await waitFor(() => expect(screen.queryByText(/Déplacée au/)).toBeNull());
});

test('what is refused is said with its reason, a telephone and other times', async () => {
  navigate('/accueil/planning?forme=liste&jour=2026-12-08');
  const proposal = { starts_at: at('11:00'), ends_at: at('12:00'), items: [], offer_name: 'Imprimante 3D', site: 's1', site_name: 'Calais', reason: 'other_time', price: { cents: 500, currency: 'EUR' } };
  const asked = await open(host, StaffPlanning, {
    'GET planning/': mended,
    'POST bookings/b2/move/': ({ body }) => ((body as { starts_at: string }).starts_at === at('11:00') ? ok({ ...booking, starts_at: at('11:00'), ends_at: at('12:00') })
      : refused(409, 'place_taken', 'La place vient d’être prise.', { alternatives: [proposal] })),
  });
  await fireEvent.click(line('Alpha').getByRole('button', { name: /Paul Merlin/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Paul Merlin' }));
  await fireEvent.change(await dialog.findByLabelText('Mettre sur'), { target: { value: 'm2' } });
  await fireEvent.click(dialog.getByRole('button', { name: 'Changer' }));
  await screen.findByText('La place vient d’être prise.');
  expect(screen.getByRole('link', { name: /03 21 00 00 00/ })).toBeTruthy();
  await fireEvent.click(await screen.findByRole('button', { name: /12 h – 13 h/ }));
  await screen.findByText(/Déplacée au .*12 h – 13 h, Bêta/);
  expect(asked.filter(({ method }) => method === 'POST')[1]?.body).toMatchObject({ starts_at: at('11:00'), resources: [{ from: 'm1', to: 'm2' }] });
});

test('the team blocks a chosen time, and lifts what it blocked', async () => {
  navigate('/accueil/planning?forme=liste&jour=2026-12-08');
  const asked = await open(host, StaffPlanning, { 'POST blocks/': ok({ id: 'k9' }, 201), 'DELETE blocks/k9/': { status: 204, body: null } });
  await fireEvent.click(line('Salle Opale').getByRole('button', { name: /Libre 9 h/ }));
  const dialog = within(screen.getByRole('dialog', { name: 'Salle Opale' }));
  expect(dialog.getByRole('link', { name: 'Réserver pour quelqu’un' }).getAttribute('href')).toContain('/accueil/reserver?offre=o1&debut=2026-12-08T08');
  await fireEvent.click(dialog.getByRole('button', { name: 'Bloquer' }));
  await screen.findByText(/Bloqué : Salle Opale/);
  await fireEvent.click(screen.getByRole('button', { name: 'Revenir en arrière' }));
  await waitFor(() => expect(asked.some(({ method, path }) => method === 'DELETE' && path === 'blocks/k9/')).toBe(true));
});

test('what fails can be tried again, and a closed day says so', async () => {
  let isDown = true;
  serve({
    'GET me-context/': ok({ ...context, person: member }), 'GET sites/': page([site]), 'GET offers/': page([room]),
    'GET planning/': () => (isDown ? refused(503, 'busy', 'Un instant.') : ok({ site: 's1', resources: planning.resources.slice(0, 1).map((one) => ({ ...one, taken: [] })) })),
    'GET availability/': ok([{ offer: 'o1', open: [], attended: [], free: [], closed: [{ starts_at: at('00:00'), ends_at: at('23:00'), reason: 'Noël' }] }]),
  });
  await loadContext();
  render(Planning);
  await fireEvent.click(await screen.findByRole('button', { name: 'Réessayer' }, { timeout: 3000 }).then((button) => { isDown = false; return button; }));
  expect(await screen.findByText('Fermé : Noël.')).toBeTruthy();
});

test('another day keeps the last one in view until it is there, and the timeline as one had it', async () => {
  const asked = await open(host, StaffPlanning);
  navigate('/accueil/planning?forme=frise&jour=2026-12-08');
  await fireEvent.click(await screen.findByRole('button', { name: /Jour et nuit/ }));
  const questions = () => asked.filter(({ path }) => path.startsWith('planning/')).length;
  const before = questions();
  navigate('/accueil/planning?forme=frise&jour=2026-12-09');
  await waitFor(() => expect(questions()).toBe(before + 1));
  expect(screen.getByRole('button', { name: /Jour et nuit/ }).getAttribute('aria-pressed')).toBe('true');
  await screen.findByRole('grid', { name: /9 décembre/ });
  expect(screen.getByRole('button', { name: /Jour et nuit/ }).getAttribute('aria-pressed')).toBe('true');
});
