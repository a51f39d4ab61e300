/** Blocking: things and a time on the site's clock; what is in the way is listed; lifting can be undone. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { navigate } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import { firstWhen, periodOf } from '$screens/staff/blocking';
import Blocking from '$screens/staff/Blocking.svelte';
import { expectNoViolations } from '../../axe';
import { block, host, planning } from '../../desk';
import { context, site } from '../../house';
import { ok, page, refused, serve, type Asked } from '../../server';

beforeEach(() => {
  forgetSites();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:07:00Z'), toFake: ['Date'] });
});

async function open(more: Parameters<typeof serve>[0] = {}): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person: host }), 'GET sites/': page([site]), 'GET planning/': ok(planning), 'GET blocks/': page([]), ...more,
  });
  await loadContext();
  navigate('/accueil/bloquer', { replace: true });
  return asked;
}

const sent = (asked: Asked[], method: string) => asked.filter((one) => one.method === method);

test('the chosen things are blocked from the running quarter for two hours', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST blocks/': ok(block, 201) });
  const { container } = render(Blocking);
  await user.click(await screen.findByLabelText('Tout cocher, Un bureau'));
  await user.click(screen.getByLabelText('Bureau 2'));
  await user.click(screen.getByLabelText('Imprimante Alpha'));
  await expectNoViolations(container);
  await user.type(screen.getByLabelText(/^Note/), 'Buse bouchée');
  await user.click(screen.getByRole('button', { name: 'Bloquer' }));
  await waitFor(() => expect(sent(asked, 'POST').map(({ body }) => body)).toEqual([{
    site: 's1', resources: ['d1', 'x1'], kind: 'maintenance', note: 'Buse bouchée', starts_at: '2026-12-08T09:00:00Z', ends_at: '2026-12-08T11:00:00Z',
  }]));
  expect((await screen.findByText(/^Bloqué : Bureau 1, Imprimante Alpha, mardi 8 décembre, 10 h – 12 h/)).textContent).not.toContain('Bureau 2');
});

test('what is in the way is listed, each with its link, and nothing is lost of what was chosen', async () => {
  const user = userEvent.setup();
  const bookings = [{ id: 'b4', starts_at: '2026-12-08T09:30:00Z', ends_at: '2026-12-08T10:30:00Z', who: 'Léa Craie', telephone: '06 12 34 56 78', label: 'Imprimante Alpha' }];
  await open({ 'POST blocks/': refused(409, 'place_taken', 'Déjà pris à ces heures.', { bookings }) });
  render(Blocking);
  await user.click(await screen.findByLabelText('Imprimante Alpha'));
  await user.click(screen.getByRole('button', { name: 'Bloquer' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Déjà pris à ces heures.');
  const link = screen.getByRole('link', { name: 'Imprimante Alpha, mardi 8 décembre, 10 h 30 – 11 h 30, Léa Craie (nouvel onglet)' });
  expect([link.getAttribute('href'), link.getAttribute('target')]).toEqual(['/accueil/jour/b4', '_blank']);
  expect(screen.getByRole('link', { name: '06 12 34 56 78' }).getAttribute('href')).toBe('tel:0612345678');
  expect((screen.getByLabelText('Imprimante Alpha') as HTMLInputElement).checked).toBe(true);
});

test('nothing chosen is said, and nothing is sent', async () => {
  const user = userEvent.setup();
  const asked = await open();
  render(Blocking);
  await user.click(await screen.findByRole('button', { name: 'Bloquer' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Choisissez au moins une chose.');
  expect(sent(asked, 'POST')).toEqual([]);
});

test('a block is lifted at once and can be put back as it was', async () => {
  const user = userEvent.setup();
  let standing = [block];
  const asked = await open({
    'GET blocks/': () => page(standing),
    'DELETE blocks/k1/': () => { standing = []; return { status: 204, body: null }; },
    'POST blocks/': () => { standing = [{ ...block, id: 'k2' }]; return ok(standing[0], 201); },
  });
  render(Blocking);
  await user.click(await screen.findByRole('button', { name: /^Lever/ }));
  await user.click(await screen.findByRole('button', { name: 'Rétablir' }));
  await waitFor(() => expect(sent(asked, 'POST').map(({ body }) => body)).toEqual([{
    site: 's1', resources: ['x1'], kind: 'maintenance', note: 'Buse bouchée', starts_at: block.starts_at, ends_at: block.ends_at,
  }]));
  expect(await screen.findByRole('button', { name: /^Lever/ })).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Rétablir' })).toBeNull();
});

test('blocks of a site where one does not work are read, neither lifted nor added', async () => {
  const elsewhere = { ...host, roles: [{ role: 'host' as const, site: 's2' }] };
  await open({ 'GET me-context/': ok({ ...context, person: elsewhere }), 'GET blocks/': page([block]) });
  render(Blocking);
  expect(await screen.findByText('Imprimante Alpha')).toBeTruthy();
  expect([screen.queryByRole('button', { name: /^Lever/ }), screen.queryByRole('button', { name: 'Bloquer' })]).toEqual([null, null]);
});

test('the period is on the site’s clock, also on the day that has 23 hours', () => {
  expect(firstWhen(Date.parse('2026-12-08T22:50:00Z'), 'Europe/Paris')).toEqual({ fromDay: '2026-12-08', fromMinutes: 1425, toDay: '2026-12-09', toMinutes: 105 });
  const when = { fromDay: '2027-03-28', fromMinutes: 60, toDay: '2027-03-28', toMinutes: 240 };
  expect(periodOf(when, 'Europe/Paris')).toEqual({ starts_at: '2027-03-28T00:00:00Z', ends_at: '2027-03-28T02:00:00Z' });
  expect(periodOf({ ...when, toMinutes: 60 }, 'Europe/Paris')).toBeNull();
});
