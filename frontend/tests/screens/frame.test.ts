/** The frame: who sees which ways in, the two languages, help on every page. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test } from 'vitest';
import App from '../../src/App.svelte';
import { useLanguage } from '$lib/i18n/i18n.svelte';
import { forgetSites } from '$lib/sites';
import { expectNoViolations } from '../axe';
import { navigate } from '$lib/router/router.svelte';
import { context, member, room, roomFree, site } from '../house';
import { ok, page, refused, serve } from '../server';

const answers = { 'GET sites/': page([site]), 'GET offers/': page([room]), 'GET availability/': ok([roomFree]) };
/** The entries of the main menu, then the team's. */
const menu = () => ['Menu principal', 'Équipe'].flatMap((name) => {
  const found = screen.queryByRole('navigation', { name });
  return found ? within(found).getAllByRole('link').map(({ textContent }) => textContent) : [];
});
const DESK_ONLY = ['Réserver pour…', 'Bloquer'];

beforeEach(() => forgetSites());
afterEach(() => useLanguage('fr'));

test('a visitor sees the question, the ways in and the telephone', async () => {
  serve({ ...answers, 'GET me-context/': ok(context) });
  const { container } = render(App);
  expect(await screen.findByRole('link', { name: 'Un bureau' })).toBeTruthy();
  expect(menu()).toEqual(['Réserver', 'Planning']);
  expect(screen.getByRole('link', { name: 'Appelez le 03 21 00 00 00' }).getAttribute('href')).toBe('tel:0321000000');
  expect(screen.getByRole('link', { name: 'Se connecter' }).getAttribute('href')).toBe('/compte/connexion/');
  await expectNoViolations(container);
});

test('staff see their own ways, and the settings only with the role', async () => {
  serve({ ...answers, 'GET me-context/': ok({ ...context, person: { ...member, is_staff: true, roles: [{ role: 'host', site: 's1' }] } }) });
  const { unmount } = render(App);
  await screen.findByRole('button', { name: 'Se déconnecter' });
  expect(menu()).toEqual(expect.arrayContaining(['Réserver', 'Mes réservations', 'Le jour', ...DESK_ONLY]));
  expect(menu()).not.toContain('Réglages');
  unmount();
  serve({ ...answers, 'GET me-context/': ok({ ...context, person: { ...member, is_staff: true, roles: [{ role: 'director', site: null }] } }) });
  render(App);
  expect((await screen.findByRole('link', { name: 'Réglages' })).getAttribute('href')).toBe('/admin/');
});

test('an accountant sees the day, and nothing that the role may not do', async () => {
  serve({ ...answers, 'GET me-context/': ok({ ...context, person: { ...member, is_staff: true, roles: [{ role: 'accountant', site: null }] } }) });
  render(App);
  // Who was here before is shown until the server has answered.
  await waitFor(() => expect(menu().filter((entry) => DESK_ONLY.includes(entry ?? ''))).toEqual([]));
  expect(menu()).toEqual(expect.arrayContaining(['Réserver', 'Mes réservations', 'Le jour']));
});

test('the menu of the team opens and closes by one button, by Escape and by arriving somewhere', async () => {
  const user = userEvent.setup();
  serve({ ...answers, 'GET me-context/': ok({ ...context, person: { ...member, is_staff: true, roles: [{ role: 'host', site: 's1' }] } }) });
  const { container } = render(App);
  const toggle = await screen.findByRole('button', { name: 'Menu' });
  const state = () => toggle.getAttribute('aria-expanded');
  const panel = document.getElementById(toggle.getAttribute('aria-controls') ?? '');
  expect([state(), panel?.textContent?.includes('Le jour')]).toEqual(['false', true]);
  await user.click(toggle);
  expect(state()).toBe('true');
  await expectNoViolations(container);
  await user.keyboard('{Escape}');
  expect([state(), document.activeElement]).toEqual(['false', toggle]);
  await user.click(toggle);
  navigate('/reserver');
  await waitFor(() => expect(state()).toBe('false'));
});

test('by day or by night is a choice that says which one holds', async () => {
  const user = userEvent.setup();
  serve({ ...answers, 'GET me-context/': ok(context) });
  render(App);
  const choices = () => screen.getAllByRole('button', { pressed: true }).map(({ textContent }) => textContent?.trim());
  await screen.findByRole('link', { name: 'Un bureau' });
  expect(choices()).toContain('Auto');
  await user.click(screen.getByRole('button', { name: 'Sombre' }));
  expect(choices()).toContain('Sombre');
  expect(choices()).not.toContain('Auto');
});

test('English is one press away and is kept for the next page', async () => {
  const user = userEvent.setup();
  const asked = serve({ ...answers, 'GET me-context/': ok(context) });
  render(App);
  await screen.findByRole('link', { name: 'Un bureau' });
  await user.click(screen.getByRole('button', { name: /English/ }));
  expect(await screen.findByRole('heading', { level: 1, name: 'What do you need?' })).toBeTruthy();
  expect([document.documentElement.lang, document.cookie.includes('django_language=en')]).toEqual(['en', true]);
  await waitFor(() => expect(asked.at(-1)?.headers['Accept-Language']).toBe('en'));
});

test('a house that does not answer says so and tries again', async () => {
  const user = userEvent.setup();
  serve({ 'GET me-context/': refused(503, 'down', '') });
  render(App);
  await screen.findByText(/Le serveur ne répond pas/);
  serve({ ...answers, 'GET me-context/': ok(context) });
  await user.click(screen.getAllByRole('button', { name: 'Réessayer' })[0] as HTMLElement);
  expect(await screen.findByRole('link', { name: 'Un bureau' })).toBeTruthy();
});

test('a screen that is left asks nothing with the next address', async () => {
  const asked = serve({ ...answers, 'GET me-context/': ok(context), 'GET offers/': page([room]), 'GET offers/o1/': ok(room) });
  navigate('/offres/o1?jour=2030-01-01');
  render(App);
  await screen.findByRole('heading', { level: 1, name: 'Salle Opale' });
  const before = asked.length;
  navigate('/reserver?type=room&site=calais');
  await screen.findByRole('heading', { level: 2, name: 'Libre aujourd’hui' });
  await waitFor(() => expect(asked.slice(before).map(({ path }) => path).sort()).toEqual(['availability/', 'offers/']));
});
