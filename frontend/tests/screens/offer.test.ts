/** An offer's page: rules in words, a week of free times, and asking to be trained. */
import { render, screen } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Me, Offer } from '$lib/api/types';
import { navigate, startRouter } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import OfferPage from '$screens/offer/OfferPage.svelte';
import { expectNoViolations } from '../axe';
import { context, member, room, roomFree, site } from '../house';
import { ok, page, refused, serve, type Asked, type Reply } from '../server';

const laser: Offer = { ...room, name: 'Laser', kind: 'laser', requirement: { mode: 'autonomous', category: { id: 'c1', name: 'Découpe laser' }, met: false } };

startRouter();
beforeEach(() => {
  forgetSites();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:00:00Z'), toFake: ['Date'] });
});

async function open(offer: Offer, person: Me | null, more: Record<string, Reply> = {}): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person }), 'GET sites/': page([site]), 'GET offers/o1/': ok(offer), 'GET availability/': ok([roomFree]), ...more,
  });
  await loadContext();
  navigate('/offres/o1', { replace: true });
  return asked;
}

test('the page says what it is, its rules, how to come in, and the week', async () => {
  await open(room, null);
  const { container } = render(OfferPage);
  expect(await screen.findByRole('heading', { level: 1, name: 'Salle Opale' })).toBeTruthy();
  expect(screen.getByText('De 1 h à 4 h.')).toBeTruthy();
  expect(screen.getByText('À déplacer ou annuler au plus tard 2 h avant.')).toBeTruthy();
  expect(screen.getByText('Sonnez à droite.')).toBeTruthy();
  const [chip] = await screen.findAllByRole('link', { name: /^14 h\s?, mardi 8 décembre$/ });
  expect(chip?.getAttribute('href')).toBe('/offres/o1?debut=2026-12-08T13%3A00%3A00Z');
  expect(document.title).toBe('Salle Opale – La Maison');
  await expectNoViolations(container);
});

test('somebody who is not trained asks for it with their possible times', async () => {
  const user = userEvent.setup();
  const asked = await open(laser, member, { 'POST initiation-requests/': ok({ id: 'i1' }, 201) });
  const { container } = render(OfferPage);
  await user.click(await screen.findByRole('button', { name: 'Demander une initiation' }));
  await user.click(screen.getByRole('button', { name: 'Envoyer la demande' }));
  expect(screen.getByRole('link', { name: 'Dites au moins un moment possible.' }).getAttribute('href')).toBe('#moments');
  expect(asked.some(({ method }) => method === 'POST')).toBe(false);
  await expectNoViolations(container);
  await user.type(screen.getByLabelText(/Quand êtes-vous libre/), 'Le mardi');
  await user.click(screen.getByRole('button', { name: 'Envoyer la demande' }));
  expect(await screen.findByText('C’est envoyé. L’équipe vous répond bientôt.')).toBeTruthy();
  expect(asked.at(-1)?.body).toEqual({ category: 'c1', site: 's1', possible_times: 'Le mardi', note: '' });
});

test('what was typed stays when the request is refused', async () => {
  const user = userEvent.setup();
  await open(laser, member, { 'POST initiation-requests/': refused(422, 'already_asked', 'Déjà demandé.') });
  render(OfferPage);
  await user.click(await screen.findByRole('button', { name: 'Demander une initiation' }));
  await user.type(screen.getByLabelText(/Quand êtes-vous libre/), 'Le mardi');
  await user.click(screen.getByRole('button', { name: 'Envoyer la demande' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Déjà demandé.');
  expect(screen.getByDisplayValue('Le mardi')).toBeTruthy();
});

test('a visitor is led to sign in first, somebody trained is told so', async () => {
  await open(laser, null);
  const { unmount } = render(OfferPage);
  const link = await screen.findByRole('link', { name: 'Se connecter pour demander une initiation' });
  expect(link.getAttribute('href')).toBe('/compte/connexion/?next=%2Foffres%2Fo1');
  unmount();
  await open({ ...laser, requirement: { ...laser.requirement, met: true } }, member);
  render(OfferPage);
  expect(await screen.findByText('Vous pouvez l’utiliser.')).toBeTruthy();
});

test('an offer that does not exist is said', async () => {
  await open(room, null, { 'GET offers/o1/': refused(404, 'not_found', 'Cette offre n’existe plus.') });
  render(OfferPage);
  expect((await screen.findByRole('alert')).textContent).toContain('Cette offre n’existe plus.');
});
