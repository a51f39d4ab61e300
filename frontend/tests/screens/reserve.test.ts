/** Reserving: live price, refusals and proposals in plain words, one button, also before having an account. */
import { fireEvent, render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { announced } from '$lib/announce.svelte';
import type { Me } from '$lib/api/types';
import { navigate, path, query, startRouter } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import { forgetSomebody } from '$screens/booking/onBehalf.svelte';
import OfferPage from '$screens/offer/OfferPage.svelte';
import { expectNoViolations } from '../axe';
import { context, member, quote, room, roomFree, site } from '../house';
import { ok, page, refused, serve, type Asked, type Reply } from '../server';

const RESERVE = /^Réserver – 10,00/;
const alternative = {
  starts_at: '2026-12-08T15:00:00Z', ends_at: '2026-12-08T16:00:00Z', items: [{ offer: 'o1', quantity: 1 }],
  offer_name: 'Salle Opale', site: 's1', site_name: 'Calais', reason: 'other_time', price: { cents: 1000, currency: 'EUR' },
};

startRouter();
beforeEach(() => {
  forgetSites();
  forgetSomebody();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:00:00Z'), toFake: ['Date'] });
  vi.spyOn(location, 'assign').mockImplementation(() => undefined);
});

async function open(person: Me | null, more: Record<string, Reply> = {}, search = '?debut=2026-12-08T13:00:00Z'): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person }), 'GET sites/': page([site]), 'GET offers/o1/': ok(room), 'GET offers/': page([room]),
    'GET availability/': ok([roomFree]), 'POST quotes/': ok(quote), 'POST bookings/': ok({ id: 'b1', state: 'confirmed' }, 201), ...more,
  });
  await loadContext();
  navigate(`/offres/o1${search}`, { replace: true });
  return asked;
}

const sent = (asked: Asked[], what: string) => asked.filter(({ method, path: to }) => `${method} ${to}` === what).map(({ body }) => body);

test('a start in the address opens the dialog with an hour and its price', async () => {
  const asked = await open(member);
  const { container } = render(OfferPage);
  const dialog = within(await screen.findByRole('dialog', { name: 'Réserver : Salle Opale' }));
  expect(await dialog.findByRole('button', { name: RESERVE })).toBeTruthy();
  expect(dialog.getByText('mardi 8 décembre, 14 h – 15 h')).toBeTruthy();
  expect(sent(asked, 'POST quotes/')).toEqual([{ starts_at: '2026-12-08T13:00:00Z', ends_at: '2026-12-08T14:00:00Z', items: [{ offer: 'o1', quantity: 1 }] }]);
  await expectNoViolations(container);
});

test('an hour is proposed where less may be had, and less where no hour is free', async () => {
  const short = { ...room, policy: { ...room.policy, min_minutes: 30 } };
  await open(member, { 'GET offers/o1/': ok(short) });
  const { unmount } = render(OfferPage);
  await waitFor(() => expect(query().get('fin')).toBe('2026-12-08T14:00:00Z'));
  unmount();
  await open(member, { 'GET offers/o1/': ok(short) }, '?debut=2026-12-08T15:30:00Z');
  render(OfferPage);
  await waitFor(() => expect(query().get('fin')).toBe('2026-12-08T16:00:00Z'));
});

test('only free times on the grid are offered, and a longer end asks the price again', async () => {
  const user = userEvent.setup();
  const asked = await open(member);
  render(OfferPage);
  const start = await screen.findByLabelText('Début');
  expect(within(start).getAllByRole('option').map(({ textContent }) => textContent)).toEqual(['Choisissez', '14 h', '14 h 30', '15 h', '15 h 30', '16 h']);
  const end = screen.getByLabelText('Fin');
  await waitFor(() => expect(within(end).getAllByRole('option').map(({ textContent }) => textContent)).toContain('16 h (2 h)'));
  await user.selectOptions(end, '16 h (2 h)');
  await waitFor(() => expect(sent(asked, 'POST quotes/').at(-1)).toMatchObject({ ends_at: '2026-12-08T15:00:00Z' }));
  expect(query().get('fin')).toBe('2026-12-08T15:00:00Z');
});

test('a member reserves in one press and sees it', async () => {
  const user = userEvent.setup();
  const asked = await open(member);
  render(OfferPage);
  await user.type(await screen.findByLabelText(/Pour quoi faire/), 'Atelier');
  await user.click(await screen.findByRole('button', { name: RESERVE }));
  expect(sent(asked, 'POST bookings/')).toEqual([expect.objectContaining({ purpose: 'Atelier', starts_at: '2026-12-08T13:00:00Z' })]);
  expect(sent(asked, 'POST bookings/')[0]).not.toHaveProperty('hold');
  expect(asked.find(({ path: to }) => to === 'bookings/')?.headers['Idempotency-Key']).toMatch(/^[0-9a-f]{32}$/);
});

test('a visitor keeps the place and goes on to sign up, the choice with them', async () => {
  const user = userEvent.setup();
  const asked = await open(null, { 'POST bookings/': ok({ id: 'b7', state: 'hold' }, 201) });
  render(OfferPage);
  expect(await screen.findByText('La place est gardée 15 min, le temps de créer votre compte.')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: RESERVE }));
  expect(sent(asked, 'POST bookings/')).toEqual([expect.objectContaining({ hold: true })]);
  await waitFor(() => expect(location.assign).toHaveBeenCalledWith('/compte/inscription/?next=%2Fmes-reservations%2Fb7%3Fconfirm%3D1'));
});

test('a refusal is said in the words of the server and there is no button', async () => {
  await open(member, { 'POST quotes/': ok({ ...quote, available: true, refusals: [{ code: 'too_late', message: 'Trop tard en ligne (2 h avant).', details: {} }] }) });
  render(OfferPage);
  expect((await screen.findByRole('alert')).textContent).toBe('Trop tard en ligne (2 h avant). Besoin d’aide ? Appelez le 03 21 00 00 00');
  expect(document.activeElement).not.toBe(screen.getByRole('alert').parentElement);
  expect(screen.queryByRole('button', { name: RESERVE })).toBeNull();
});

test('a missing training leads to the form that asks for it', async () => {
  const user = userEvent.setup();
  const needs = { ...room, requirement: { mode: 'autonomous' as const, category: { id: 'c1', code: 'laser', name: 'Laser' }, met: false } };
  const refusals = [{ code: 'not_authorised', message: 'Il faut une initiation.', details: {} }];
  await open(member, { 'GET offers/o1/': ok(needs), 'POST quotes/': ok({ ...quote, refusals }) });
  render(OfferPage);
  const dialog = within(await screen.findByRole('dialog'));
  await user.click(await dialog.findByRole('button', { name: 'Demander une initiation' }));
  await waitFor(() => expect(document.activeElement).toBe(screen.getByLabelText('Quand êtes-vous libre ?')));
  expect([screen.queryByRole('dialog'), query().has('debut')]).toEqual([null, false]);
});

test('what is no longer free is said, with no price and no button', async () => {
  await open(member, { 'POST quotes/': ok({ ...quote, available: false, alternatives: [alternative] }) });
  const { container } = render(OfferPage);
  expect(await screen.findByText('Ce n’est plus libre à ces heures.')).toBeTruthy();
  expect(await screen.findByRole('button', { name: /16 h – 17 h/ })).toBeTruthy();
  expect([screen.queryByText('Comprendre le prix'), screen.queryByRole('button', { name: RESERVE })]).toEqual([null, null]);
  await expectNoViolations(container);
});

test('a place taken meanwhile is refused with other times to take in one touch', async () => {
  const user = userEvent.setup();
  await open(member, { 'POST bookings/': refused(409, 'place_taken', 'Quelqu’un a été plus rapide.', { alternatives: [alternative] }) });
  render(OfferPage);
  await user.click(await screen.findByRole('button', { name: RESERVE }));
  const said = await screen.findByRole('alert');
  expect(said.textContent).toContain('Quelqu’un a été plus rapide.');
  expect(document.activeElement).toBe(said.parentElement);
  await user.click(await screen.findByRole('button', { name: /16 h – 17 h/ }));
  expect([path(), query().get('debut'), query().get('fin')]).toEqual(['/offres/o1', '2026-12-08T15:00:00Z', '2026-12-08T16:00:00Z']);
});

test('reserving for somebody sends their name with the price and the act', async () => {
  const user = userEvent.setup();
  const asked = await open({ ...member, is_staff: true }, { 'GET people/p9/': ok({ id: 'p9', name: 'Léa Craie' }) }, '?debut=2026-12-08T13:00:00Z&pour=p9');
  render(OfferPage);
  await user.click(await screen.findByRole('button', { name: /^Réserver pour Léa Craie – 10,00/ }));
  expect([...sent(asked, 'POST quotes/'), ...sent(asked, 'POST bookings/')].map((body) => (body as { for_person?: string }).for_person)).toEqual(['p9', 'p9']);
  expect(asked.filter(({ path: to }) => to === 'people/p9/')).toHaveLength(1);
});

test('another offer of the place joins the same moment', async () => {
  const user = userEvent.setup();
  const kit = { ...room, id: 'o2', name: 'Casque', kind: 'vr_kit' };
  const asked = await open(member, { 'GET offers/': page([room, kit]) });
  render(OfferPage);
  const more = await screen.findByText('Ajouter autre chose au même moment');
  await user.click(more);
  await user.selectOptions(await screen.findByLabelText('Ajouter'), await screen.findByRole('option', { name: 'Casque' }));
  await waitFor(() => expect(sent(asked, 'POST quotes/').at(-1)).toMatchObject({ items: [{ offer: 'o1', quantity: 1 }, { offer: 'o2', quantity: 1 }] }));
  expect(await screen.findByRole('button', { name: 'Retirer Casque' })).toBeTruthy();
  expect(screen.getByRole('region', { name: 'Votre choix' }).textContent).toMatch(/Salle Opale.*Casque.*14\sh/);
});

test('a start in closed hours is refused by one voice, and a closed day leads to the next open one', async () => {
  const user = userEvent.setup();
  const rule = 'Calais est fermé à ces heures.';
  const tomorrow = { ...roomFree, open: [{ starts_at: '2026-12-10T08:00:00Z', ends_at: '2026-12-10T17:00:00Z' }], free: [] };
  const asked = await open(member, {
    'POST quotes/': ok({ ...quote, refusals: [{ code: 'closed', message: rule, details: {} }] }),
  }, '?debut=2026-12-08T19:00:00Z&fin=2026-12-08T20:00:00Z');
  const { unmount } = render(OfferPage);
  expect((await screen.findByRole('alert')).textContent?.startsWith(rule)).toBe(true);
  expect(screen.queryByText(/n’est plus libre|Fermé à cette heure/)).toBeNull();
  unmount();
  expect(sent(asked, 'POST quotes/')).not.toEqual([]);

  await open(member, { 'GET availability/': ok([tomorrow]) }, '?debut=2026-12-09T13:00:00Z');
  render(OfferPage);
  expect(await screen.findByText('Fermé ce jour-là.')).toBeTruthy();
  await user.click(await screen.findByRole('button', { name: 'Voir jeudi 10 décembre' }));
  expect((screen.getByLabelText('Jour') as HTMLInputElement).value).toBe('2026-12-10');
});

test('another day takes the price away, for those who listen too', async () => {
  await open(member);
  render(OfferPage);
  await waitFor(() => expect(announced()).toMatch(/^Prix : 10,00/));
  await fireEvent.change(screen.getByLabelText('Jour'), { target: { value: '2026-12-09' } });
  expect(announced()).toBe('');
  expect(screen.queryByText('Comprendre le prix')).toBeNull();
});

test('closing the dialog takes the choice out of the address', async () => {
  const user = userEvent.setup();
  await open(member);
  render(OfferPage);
  await user.click(await screen.findByRole('button', { name: /Fermer/ }));
  await waitFor(() => expect(screen.queryByRole('dialog')).toBeNull());
  expect(query().toString()).toBe('');
});
