/** The team's messages: whom to call and what to say, what was given up, and what each act sends. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Message } from '$lib/api/types';
import { navigate } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import Messages from '$screens/messages/Messages.svelte';
import MessagesOfBooking from '$screens/messages/MessagesOfBooking.svelte';
import { reasonOf } from '$screens/messages/reasons';
import { expectNoViolations } from '../../axe';
import { host } from '../../desk';
import { context, member, site } from '../../house';
import { ok, page, refused, serve, type Asked } from '../../server';

const lost: Message = {
  id: 'm1', kind: 'booking.confirmed', about: 'b1', person: { id: 'p1', name: 'Ada Opale', email: 'ada@example.org', telephone: '' },
  address: 'ada@example.org', state: 'given_up', subject: 'Votre réservation est confirmée', text: 'Bonjour.\nSalle Opale, mardi.',
  created_at: '2026-12-08T08:00:00Z', send_after: '2026-12-08T08:00:00Z', next_try_at: null, sent_at: null, attempts: 3,
  failure: 'smtp_550', actions: ['retry', 'told'],
};
const toCall: Message = {
  ...lost, id: 'm2', state: 'no_address', attempts: 0, failure: 'no_address', address: '', actions: ['told'],
  person: { id: 'p3', name: 'Léa Craie', email: null, telephone: '06 12 34 56 78' },
};
const onItsWay: Message = {
  ...lost, id: 'm3', state: 'waiting', subject: '', text: '', attempts: 0, failure: 'unreachable_timeout', actions: [], next_try_at: '2026-12-08T09:10:00Z',
};

beforeEach(() => {
  forgetSites();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:07:00Z'), toFake: ['Date'] });
});

async function open(more: Parameters<typeof serve>[0] = {}, person = host): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person }), 'GET sites/': page([site]), 'GET messages/': page([lost, toCall, onItsWay]), ...more,
  });
  await loadContext();
  navigate('/accueil/messages', { replace: true });
  return asked;
}

test('whom to call comes first, with the number and what to say', async () => {
  const asked = await open();
  const { container } = render(Messages);
  const groups = await screen.findAllByRole('heading', { level: 2 });
  expect(groups.map(({ textContent }) => textContent)).toEqual(['À appeler (1)', 'Pas arrivés (1)', 'En attente (1)']);
  const call = screen.getByRole('region', { name: 'À appeler (1)' });
  expect(within(call).getByRole('link', { name: 'Appeler le 06 12 34 56 78' }).getAttribute('href')).toBe('tel:0612345678');
  expect(within(call).getByText(/Salle Opale, mardi/)).toBeTruthy();
  expect(within(call).queryByRole('button', { name: /^Réessayer/ })).toBeNull();
  expect(screen.getByText(/Cette adresse est refusée. Vérifiez-la avec la personne/)).toBeTruthy();
  expect(screen.getByText(/^Prochain essai aujourd’hui, 10 h 10/)).toBeTruthy();
  expect(asked.find(({ path }) => path === 'messages/')?.query.get('state')).toBe('no_address,given_up,waiting');
  await expectNoViolations(container);
});

test('a message that was told leaves the list, and the focus stays near', async () => {
  const user = userEvent.setup();
  let left = [lost, toCall];
  const asked = await open({
    'GET messages/': () => page(left),
    'POST messages/m2/told/': () => { left = [lost]; return ok({ ...toCall, state: 'told', actions: [] }); },
  });
  render(Messages);
  await user.click(await screen.findByRole('button', { name: /^C’est dit – Léa Craie/ }));
  await waitFor(() => expect(screen.queryByText('À appeler (1)')).toBeNull());
  expect(asked.filter(({ method }) => method === 'POST').map(({ path }) => path)).toEqual(['messages/m2/told/']);
  expect(document.activeElement?.textContent).toBe('C’est noté : Léa Craie est au courant.');
});

test('a refused act says why and keeps the message', async () => {
  const user = userEvent.setup();
  await open({ 'POST messages/m1/retry/': refused(409, 'nothing_to_do', 'Il n’y a plus rien à faire pour ce message.') });
  render(Messages);
  await user.click(await screen.findByRole('button', { name: /^Réessayer – Ada Opale/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('plus rien à faire');
  expect(screen.getByText('Pas arrivés (1)')).toBeTruthy();
});

test('nothing to do is said, and members see nothing', async () => {
  await open({ 'GET messages/': page([]) });
  const { unmount } = render(Messages);
  await screen.findByText('Tout est arrivé. Rien à faire.');
  unmount();
  const asked = await open({}, member);
  render(Messages);
  await screen.findByText('Cette page est pour l’équipe.');
  expect(asked.some(({ path }) => path === 'messages/')).toBe(false);
});

test('a booking shows what was said about it, and where nothing was, nothing', async () => {
  const asked = await open({ 'GET messages/': page([{ ...lost, state: 'sent', sent_at: '2026-12-07T08:00:00Z', failure: '', actions: [] }]) });
  const { container, unmount } = render(MessagesOfBooking, { booking: 'b1', zone: 'Europe/Paris' });
  await screen.findByRole('heading', { name: 'Messages envoyés' });
  expect(asked.at(-1)?.query.get('about')).toBe('b1');
  expect(screen.getByText(/^Envoyé lundi 7 décembre, 9 h/)).toBeTruthy();
  await expectNoViolations(container);
  unmount();
  await open({ 'GET messages/': page([]) });
  render(MessagesOfBooking, { booking: 'b1', zone: 'Europe/Paris' });
  await waitFor(() => expect(screen.queryByRole('heading')).toBeNull());
});

test('every code of the server has a sentence', () => {
  const codes = ['no_address', 'unreachable_timeout', 'smtp_550', 'smtp_451', 'timeout', 'disconnected', 'no_network', 'expired', 'not_made', 'not_sendable'];
  expect(new Set(codes.map(reasonOf))).not.toContain('Ce message n’est pas parti.');
  expect(reasonOf('')).toBe('');
  expect(reasonOf('something_new')).toBe('Ce message n’est pas parti.');
});
