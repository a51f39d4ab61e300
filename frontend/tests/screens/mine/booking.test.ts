/** One booking: confirmed on coming back from sign-up, moved, cancelled; only what the server lets one do. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { announced } from '$lib/announce.svelte';
import type { Booking, Me } from '$lib/api/types';
import { navigate, query } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import BookingPage from '$screens/mine/BookingPage.svelte';
import { expectNoViolations } from '../../axe';
import { confirmed, held, host, planning } from '../../desk';
import { context, member, quote, room, roomFree, site } from '../../house';
import { ok, page, refused, serve, type Asked, type Reply } from '../../server';

beforeEach(() => {
  forgetSites();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:00:00Z'), toFake: ['Date'] });
});

async function open(booking: Booking, person: Me | null, more: Record<string, Reply> = {}, search = ''): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person }), 'GET sites/': page([site]), [`GET bookings/${booking.id}/`]: ok(booking),
    'GET offers/o1/': ok({ ...room, safety: 'Rien sur les prises.' }), 'GET availability/': ok([roomFree]), 'POST bookings/b1/move/quote/': ok(quote), 'GET planning/': ok(planning), ...more,
  });
  await loadContext();
  navigate(`/mes-reservations/${booking.id}${search}`, { replace: true });
  return asked;
}

const sent = (asked: Asked[], what: string) => asked.filter(({ method, path }) => `${method} ${path}` === what).map(({ body }) => body);

test('everything is said: when, where, what is owed, how to come in, what to be careful about', async () => {
  await open(confirmed, member);
  const { container } = render(BookingPage);
  expect(await screen.findByRole('heading', { level: 1, name: 'Salle Opale' })).toBeTruthy();
  expect(screen.getByText('mardi 8 décembre, 14 h – 15 h')).toBeTruthy();
  expect(screen.getByText(/^10,00\s€ à régler sur place$/)).toBeTruthy();
  expect(await screen.findByText('Sonnez à droite.')).toBeTruthy();
  expect(await screen.findByText('Rien sur les prises.')).toBeTruthy();
  await expectNoViolations(container);
});

test('back from signing up, the kept place is confirmed without another press, once', async () => {
  const asked = await open(held, member, { 'POST bookings/b2/confirm/': ok({ ...confirmed, id: 'b2' }) }, '?confirm=1');
  render(BookingPage);
  const outcome = await screen.findByText(/C’est réservé/);
  expect(document.activeElement).toBe(outcome);
  expect([sent(asked, 'POST bookings/b2/confirm/').length, query().has('confirm'), announced()]).toEqual([1, false, 'C’est réservé. À bientôt !']);
  expect(screen.queryByRole('button', { name: 'Confirmer' })).toBeNull();
});

test('a place that lapsed meanwhile says so and offers to choose the same again', async () => {
  await open(held, member, { 'POST bookings/b2/confirm/': refused(409, 'hold_lapsed', 'La place n’est plus gardée pour vous. Choisissez à nouveau.') }, '?confirm=1');
  render(BookingPage);
  expect((await screen.findByRole('alert')).textContent).toContain('n’est plus gardée');
  const again = await screen.findByRole('link', { name: 'Choisir à nouveau' });
  expect(again.getAttribute('href')).toBe('/offres/o1?debut=2026-12-08T13%3A00%3A00Z&fin=2026-12-08T14%3A00%3A00Z');
  expect(screen.queryByRole('button', { name: 'Confirmer' })).toBeNull();
});

test('somebody who is not signed in is not confirmed for, and is told how', async () => {
  const asked = await open({ ...held, person: null, actions: ['extend-hold', 'cancel'] }, null, {}, '?confirm=1');
  render(BookingPage);
  expect((await screen.findByRole('link', { name: 'Créer un compte' })).getAttribute('href')).toBe('/compte/inscription/?next=%2Fmes-reservations%2Fb2%3Fconfirm%3D1');
  expect(sent(asked, 'POST bookings/b2/confirm/')).toEqual([]);
});

test('a hold is kept once more and says until when', async () => {
  const user = userEvent.setup();
  const longer = { ...held, held_until: '2026-12-08T13:50:00Z', hold_extended: true, actions: ['confirm', 'cancel'] };
  await open(held, member, { 'POST bookings/b2/extend-hold/': ok(longer) });
  render(BookingPage);
  expect(await screen.findByText('Gardée pour vous jusqu’à 14 h 35')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Prolonger' }));
  expect(await screen.findByText('Gardée pour vous jusqu’à 14 h 50')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Prolonger' })).toBeNull();
});

test('moving offers free times and one’s own, asks the price and says where it went', async () => {
  const user = userEvent.setup();
  const moved = { ...confirmed, starts_at: '2026-12-08T14:00:00Z', ends_at: '2026-12-08T15:00:00Z' };
  const onlyAfter = { ...roomFree, free: [{ starts_at: '2026-12-08T14:00:00Z', ends_at: '2026-12-08T16:00:00Z', count: 1 }] };
  const asked = await open(confirmed, member, { 'POST bookings/b1/move/': ok(moved), 'GET availability/': ok([onlyAfter]) });
  render(BookingPage);
  await user.click(await screen.findByRole('button', { name: 'Déplacer' }));
  const start = await screen.findByLabelText('Début');
  expect(within(start).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Choisissez', '14 h', '14 h 30', '15 h', '15 h 30', '16 h']);
  await user.selectOptions(start, '15 h');
  expect(await screen.findByText(/^Le prix ne change pas : 10,00\s€$/, { selector: 'p' })).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Déplacer au mardi 8 décembre, 15 h – 16 h' }));
  expect(sent(asked, 'POST bookings/b1/move/')).toEqual([{ starts_at: '2026-12-08T14:00:00Z', ends_at: '2026-12-08T15:00:00Z' }]);
  expect(await screen.findByText('C’est déplacé : mardi 8 décembre, 15 h – 16 h.')).toBeTruthy();
});

test('a move that is refused says why, keeps the booking, and proposes other times', async () => {
  const user = userEvent.setup();
  const other = { starts_at: '2026-12-08T15:00:00Z', ends_at: '2026-12-08T16:00:00Z', items: [{ offer: 'o1', quantity: 1 }], offer_name: 'Salle Opale', site: 's1', site_name: 'Calais', reason: 'other_time', price: { cents: 500, currency: 'EUR' } };
  await open(confirmed, member, { 'POST bookings/b1/move/': refused(409, 'place_taken', 'La place vient d’être prise.', { alternatives: [other] }) });
  render(BookingPage);
  await user.click(await screen.findByRole('button', { name: 'Déplacer' }));
  await user.selectOptions(await screen.findByLabelText('Début'), '15 h');
  await user.click(await screen.findByRole('button', { name: /^Déplacer au/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('La place vient d’être prise.');
  await user.click(screen.getByRole('button', { name: /16 h – 17 h/ }));
  expect(await screen.findByRole('button', { name: 'Déplacer au mardi 8 décembre, 16 h – 17 h' })).toBeTruthy();
  expect(screen.getByText('Prévue : mardi 8 décembre, 14 h – 15 h')).toBeTruthy();
});

test('a rule that forbids the new time is read before any press, and there is no button', async () => {
  const user = userEvent.setup();
  await open(confirmed, member, { 'POST bookings/b1/move/quote/': ok({ ...quote, available: false, refusals: [{ code: 'too_late', message: 'Trop tard en ligne (2 h avant).', details: {} }] }) });
  render(BookingPage);
  await user.click(await screen.findByRole('button', { name: 'Déplacer' }));
  await user.selectOptions(await screen.findByLabelText('Début'), '15 h');
  expect(await screen.findByText('Trop tard en ligne (2 h avant).')).toBeTruthy();
  await waitFor(() => expect(screen.queryByRole('button', { name: /^Déplacer au/ })).toBeNull());
});

test('cancelling says what follows and asks once', async () => {
  const user = userEvent.setup();
  const asked = await open(confirmed, member, { 'POST bookings/b1/cancel/': ok({ ...confirmed, state: 'cancelled', order: { ...confirmed.order, state: 'void' }, actions: [] }) });
  render(BookingPage);
  await user.click(await screen.findByRole('button', { name: 'Annuler la réservation' }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Annuler cette réservation ?' }));
  expect(dialog.getByText(/On ne peut pas revenir en arrière\. Vous n’aurez plus 10,00\s€ à régler\./)).toBeTruthy();
  expect(sent(asked, 'POST bookings/b1/cancel/')).toEqual([]);
  expect(screen.getByText('Comment venir')).toBeTruthy();
  expect(screen.getByText('Prix')).toBeTruthy();
  await user.click(dialog.getByRole('button', { name: 'Annuler la réservation' }));
  expect(await screen.findByText('C’est annulé. La place est rendue.')).toBeTruthy();
  expect([screen.queryByText('Comment venir'), screen.queryByText('Prix')]).toEqual([null, null]);
  expect(screen.getByRole('link', { name: 'Réserver à nouveau' }).getAttribute('href')).toBe('/offres/o1');
  expect(screen.queryByRole('button', { name: 'Déplacer' })).toBeNull();
});

test('nothing is offered that the server does not name', async () => {
  await open({ ...confirmed, actions: [] }, member);
  render(BookingPage);
  await screen.findByText('mardi 8 décembre, 14 h – 15 h');
  expect(screen.getAllByRole('button').map(({ textContent }) => textContent?.trim())).toEqual(['Imprimer']);
});

test('the desk goes on to the next person', async () => {
  await open({ ...confirmed, person: { id: 'p3', name: 'Léa Craie', telephone: '06 12 34 56 78' } }, host);
  render(BookingPage);
  expect((await screen.findByRole('link', { name: 'Réserver pour une autre personne' })).getAttribute('href')).toBe('/accueil/reserver');
  expect(screen.getByRole('link', { name: '06 12 34 56 78' }).getAttribute('href')).toBe('tel:0612345678');
  expect(screen.getByRole('link', { name: 'Voir le jour' }).getAttribute('href')).toBe('/accueil/jour?site=s1&day=2026-12-08');
});
