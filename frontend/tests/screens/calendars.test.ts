/** « Mon calendrier »: a link is made and shown once, copied, listed with its last reading, deleted. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { expect, test } from 'vitest';
import { navigate } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import Calendars from '$screens/calendars/Calendars.svelte';
import { expectNoViolations } from '../axe';
import { context, member, room } from '../house';
import { ok, page, serve, type Asked } from '../server';

const feed = { id: 'f1', kind: 'mine', resource: null, site: null, with_names: false, created_at: '2026-12-01T09:00:00Z', last_read_at: '2026-12-07T09:30:00Z' };
const url = 'https://maison.example/ical/secret.ics';

async function open(answers: Parameters<typeof serve>[0], person: typeof member | null = member): Promise<Asked[]> {
  const asked = serve({ 'GET me-context/': ok({ ...context, person }), 'GET sites/': page([]), ...answers });
  await loadContext();
  navigate('/mes-reservations/calendriers', { replace: true });
  return asked;
}

test('a link is made, shown and copied', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'GET feeds/': page([]), 'POST feeds/': ok({ ...feed, url }) });
  const { container } = render(Calendars);
  await user.click(await screen.findByRole('button', { name: 'Créer le lien' }));
  const field = await screen.findByRole('textbox', { name: 'Adresse du lien' });
  expect((field as HTMLInputElement).value).toBe(url);
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ kind: 'mine' });
  expect(screen.getByRole('link', { name: 'Ouvrir dans mon agenda' }).getAttribute('href')).toBe('webcal://maison.example/ical/secret.ics');
  await user.click(screen.getByRole('button', { name: 'Copier' }));
  expect(await navigator.clipboard.readText()).toBe(url);
  expect(screen.getAllByText('Copié.').length).toBeGreaterThan(0);
  await expectNoViolations(container);
});

test('links say when they were made and read, and are deleted', async () => {
  const user = userEvent.setup();
  let left = [feed];
  const asked = await open({ 'GET feeds/': () => page(left), 'DELETE feeds/f1/': () => { left = []; return ok(null, 204); } });
  render(Calendars);
  expect(await screen.findByText('Créé le mardi 1er décembre, lu le lundi 7 décembre, 10 h 30')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'Supprimer – Mes réservations' }));
  await waitFor(() => expect(screen.getByText('Vous n’avez pas encore de lien.')).toBeTruthy());
  expect(asked.some(({ method }) => method === 'DELETE')).toBe(true);
});

test('a link deleted just after it was made is no longer there to copy', async () => {
  const user = userEvent.setup();
  let left = [feed];
  await open({ 'GET feeds/': () => page(left), 'POST feeds/': ok({ ...feed, url }), 'DELETE feeds/f1/': () => { left = []; return ok(null, 204); } });
  render(Calendars);
  await user.click(await screen.findByRole('button', { name: 'Créer le lien' }));
  await screen.findByRole('textbox', { name: 'Adresse du lien' });
  await user.click(screen.getByRole('button', { name: 'Supprimer – Mes réservations' }));
  await waitFor(() => expect(screen.queryByRole('textbox', { name: 'Adresse du lien' })).toBeNull());
  expect(document.activeElement?.textContent).toBe('Mes liens');
});

test('a visitor is asked to sign in', async () => {
  await open({}, null);
  render(Calendars);
  expect(await screen.findByText('Connectez-vous pour créer un lien.')).toBeTruthy();
});

test('coming from an offer, its things are proposed first', async () => {
  const user = userEvent.setup();
  const printers = { ...room, resources: [{ id: 'r1', name: 'Imprimante 1' }, { id: 'r2', name: 'Imprimante 2' }] };
  const asked = await open({ 'GET feeds/': page([]), 'GET offers/o1/': ok(printers), 'POST feeds/': ok({ ...feed, kind: 'resource', url }) });
  navigate('/mes-reservations/calendriers?offre=o1', { replace: true });
  render(Calendars);
  const thing = await screen.findByRole('option', { name: 'Ce qui est pris : Imprimante 1, Calais' });
  expect((thing as HTMLOptionElement).selected).toBe(true);
  await user.click(screen.getByRole('button', { name: 'Créer le lien' }));
  await screen.findByRole('textbox', { name: 'Adresse du lien' });
  expect(asked.find(({ method }) => method === 'POST')?.body).toEqual({ kind: 'resource', resource: 'r1' });
});
