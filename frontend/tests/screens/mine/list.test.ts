/** My bookings: what is kept, coming and awaited first, the past when asked for. */
import { render, screen, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { navigate } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import MyBookings from '$screens/mine/MyBookings.svelte';
import { expectNoViolations } from '../../axe';
import { confirmed, held, waiting } from '../../desk';
import { context, member } from '../../house';
import { ok, page, refused, serve, type Asked } from '../../server';

beforeEach(() => vi.useFakeTimers({ now: new Date('2026-12-08T09:00:00Z'), toFake: ['Date'] }));

async function open(answers: Parameters<typeof serve>[0], person: typeof member | null = member): Promise<Asked[]> {
  const asked = serve({ 'GET me-context/': ok({ ...context, person }), ...answers });
  await loadContext();
  navigate('/mes-reservations', { replace: true });
  return asked;
}

test('kept places come first with their two acts, then what is coming, then what is awaited', async () => {
  await open({ 'GET bookings/': page([held, confirmed, waiting]) });
  const { container } = render(MyBookings);
  await screen.findByRole('heading', { level: 2, name: 'Gardées pour vous' });
  expect(screen.getAllByRole('heading', { level: 2 }).map(({ textContent }) => textContent)).toEqual(
    ['Gardées pour vous', 'À venir', 'En attente de l’équipe', 'Passées et annulées, depuis trois mois'],
  );
  const kept = within(screen.getByRole('region', { name: 'Gardées pour vous' }));
  expect(kept.getByText('Gardée pour vous jusqu’à 14 h 35')).toBeTruthy();
  expect(kept.getAllByRole('button').map(({ textContent }) => textContent?.trim())).toEqual(['Confirmer', 'Prolonger']);
  expect(within(screen.getByRole('region', { name: 'À venir' })).getByText(/^10,00\s€ à régler sur place$/)).toBeTruthy();
  await expectNoViolations(container);
});

test('confirming from the list moves it among what is coming', async () => {
  const user = userEvent.setup();
  await open({ 'GET bookings/': page([held]), 'POST bookings/b2/confirm/': ok({ ...confirmed, id: 'b2' }) });
  render(MyBookings);
  await user.click(await screen.findByRole('button', { name: 'Confirmer' }));
  expect(await screen.findByRole('region', { name: 'À venir' })).toBeTruthy();
  expect(screen.queryByRole('region', { name: 'Gardées pour vous' })).toBeNull();
});

test('the past is asked for when unfolded, and only what is over is shown', async () => {
  const over = { ...confirmed, id: 'b8', starts_at: '2026-12-01T13:00:00Z', ends_at: '2026-12-01T14:00:00Z', state: 'completed', actions: [] };
  const running = { ...confirmed, id: 'b9', starts_at: '2026-12-08T08:30:00Z', ends_at: '2026-12-08T10:00:00Z' };
  const asked = await open({ 'GET bookings/': ({ query }) => page(query.has('to') ? [over, running] : [running]) });
  const { container } = render(MyBookings);
  await screen.findByRole('region', { name: 'À venir' });
  expect(asked.filter(({ query }) => query.has('to'))).toEqual([]);
  const details = container.querySelector('details') as HTMLDetailsElement;
  details.open = true;
  details.dispatchEvent(new Event('toggle'));
  expect(await within(details).findByText('mardi 1er décembre, 14 h – 15 h')).toBeTruthy();
  expect(within(details).getAllByRole('listitem').length).toBe(1);
});

test('nothing planned: a drawing, a sentence, and what to do', async () => {
  await open({ 'GET bookings/': page([]) });
  render(MyBookings);
  expect((await screen.findByRole('link', { name: 'Réserver' })).getAttribute('href')).toBe('/reserver');
});

test('a visitor is asked to sign in and no list is asked for', async () => {
  const asked = await open({}, null);
  render(MyBookings);
  expect((await screen.findByRole('link', { name: 'Se connecter' })).getAttribute('href')).toBe('/compte/connexion/?next=%2Fmes-reservations');
  expect(asked.map(({ path }) => path)).toEqual(['me-context/']);
});

test('a failure says so and tries again', async () => {
  const user = userEvent.setup();
  await open({ 'GET bookings/': refused(503, 'busy', 'La maison est très demandée.') });
  render(MyBookings);
  expect((await screen.findByRole('alert')).textContent).toContain('La maison est très demandée.');
  serve({ 'GET bookings/': page([confirmed]) });
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByRole('region', { name: 'À venir' })).toBeTruthy();
});
