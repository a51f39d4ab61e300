/** The day of a site: by hour, counted, filtered, and acted upon from the line. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { announced } from '$lib/announce.svelte';
import type { Me, PlannedResource } from '$lib/api/types';
import { navigate, query } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import Day from '$screens/staff/Day.svelte';
import { timesOn } from '$screens/staff/acts';
import { byHour, countsOf, listed } from '$screens/staff/day';
import { isOutside } from '$screens/staff/hours';
import { peak } from '$screens/staff/pools';
import { expectNoViolations } from '../../axe';
import { block, confirmed, held, host, lea, planning, waiting } from '../../desk';
import { context, member, otherSite, room, roomFree, site } from '../../house';
import { ok, page, refused, serve, type Asked } from '../../server';

const due = { ...confirmed, actions: ['move', 'cancel', 'settle'] as const };
const desks = { ...room, id: 'o5', name: 'Open space', kind: 'desk', quantifier: 'any', size: 2 };

beforeEach(() => {
  forgetSites();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:00:00Z'), toFake: ['Date'] });
});

async function open(more: Parameters<typeof serve>[0] = {}, search = '', person: Me | null = host): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person }), 'GET sites/': page([site, otherSite]), 'GET bookings/': page([due, waiting]),
    'GET planning/': ok(planning), 'GET offers/': page([desks, room]), 'GET blocks/': page([block]), 'GET initiation-requests/': page([]), 'GET availability/': ok([roomFree]), ...more,
  });
  await loadContext();
  navigate(`/accueil/jour${search}`, { replace: true });
  return asked;
}

const sent = (asked: Asked[], what: string) => asked.filter(({ method, path }) => `${method} ${path}` === what).map(({ body }) => body);

test('the day is a list by hour of the site, with counts, telephones and what is owed', async () => {
  const asked = await open();
  const { container } = render(Day);
  expect(await screen.findByRole('region', { name: /À partir de 14 h/ })).toBeTruthy();
  const four = within(screen.getByRole('region', { name: /À partir de 16 h/ }));
  expect(four.getByRole('link', { name: '06 12 34 56 78' })).toBeTruthy();
  expect(screen.getByText('4 attendus')).toBeTruthy();
  expect(screen.getByRole('button', { name: '1 à valider' })).toBeTruthy();
  expect(screen.getByRole('button', { name: /^1 à régler \(10,00\s€\)$/ })).toBeTruthy();
  expect(asked.find(({ path }) => path === 'bookings/')?.query.get('from')).toBe('2026-12-07T23:00:00Z');
  expect(await screen.findByText('0 / 2')).toBeTruthy();
  expect(screen.getByText(/Imprimante Alpha/, { selector: 'li' })).toBeTruthy();
  await expectNoViolations(container);
});

test('a request is approved in one press, said, and the line keeps the focus', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST bookings/b3/approve/': ok({ ...waiting, state: 'confirmed', actions: ['move', 'cancel'] }) });
  render(Day);
  await user.click(await screen.findByRole('button', { name: /^Valider/ }));
  await waitFor(() => expect(announced()).toBe('Réservation de Léa Craie validée.'));
  expect(sent(asked, 'POST bookings/b3/approve/').length).toBe(1);
  await waitFor(() => expect(document.activeElement?.textContent).toBe('Léa Craie'));
  expect(screen.getByRole('button', { name: '0 à valider' })).toBeTruthy();
  expect(within(screen.getByRole('region', { name: /À partir de 16 h/ })).getByText(/Réservation de Léa Craie validée/)).toBeTruthy();
});

test('what is done is still said when the filter hides the line', async () => {
  const user = userEvent.setup();
  await open({ 'POST bookings/b3/approve/': ok({ ...waiting, state: 'confirmed', actions: ['move', 'cancel'] }), 'GET bookings/': page([waiting, { ...waiting, id: 'b9' }]) }, '?montrer=approve');
  render(Day);
  await user.click((await screen.findAllByRole('button', { name: /^Valider/ }))[0]!);
  expect(await screen.findByText('Réservation de Léa Craie validée.', { selector: '.done' })).toBeTruthy();
});

test('declining needs a reason, which is sent', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST bookings/b3/decline/': ok({ ...waiting, state: 'declined', reason: 'Salle en travaux', actions: [] }) });
  render(Day);
  await user.click(await screen.findByRole('button', { name: /^Refuser/ }));
  const dialog = within(await screen.findByRole('dialog', { name: 'Refuser la demande de Léa Craie' }));
  await user.click(dialog.getByRole('button', { name: 'Refuser' }));
  expect(dialog.getByText('Dites pourquoi : la personne le lira.')).toBeTruthy();
  expect(sent(asked, 'POST bookings/b3/decline/')).toEqual([]);
  await user.type(dialog.getByLabelText('Pourquoi ?'), 'Salle en travaux');
  await user.click(dialog.getByRole('button', { name: 'Refuser' }));
  await waitFor(() => expect(sent(asked, 'POST bookings/b3/decline/')).toEqual([{ reason: 'Salle en travaux' }]));
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Léa Craie' })).toBeNull());
});

test('money received is noted in one step and shows as settled', async () => {
  const user = userEvent.setup();
  const asked = await open({
    'POST orders/r1/settle/': ok({ id: 'r1', state: 'settled' }),
    'GET bookings/b1/': ok({ ...confirmed, order: { ...confirmed.order, state: 'settled' } }),
  });
  render(Day);
  await user.click(await screen.findByRole('button', { name: /^Encaisser/ }));
  await user.click(await screen.findByRole('button', { name: 'Espèces' }));
  await user.click(screen.getByRole('button', { name: /^Encaissé – 10,00/ }));
  await waitFor(() => expect(sent(asked, 'POST orders/r1/settle/')).toEqual([{ note: 'Espèces' }]));
  expect(await screen.findByText('réglé')).toBeTruthy();
  expect(screen.getByRole('button', { name: /^0 à régler/ })).toBeTruthy();
});

test('the heading tells when that day is open and attended, and rows outside of it say so', async () => {
  const early = { starts_at: '2026-12-09T08:00:00Z', ends_at: '2026-12-09T14:00:00Z' };
  const asked = await open({
    'GET sites/': ({ query }) => page([query.get('day') ? { ...site, today: { open: [early], attended: [{ ...early, starts_at: '2026-12-09T13:00:00Z' }], closed_reason: 'Tempête', opens_next: null, closures: [] } } : site]),
    'GET availability/': ok([{ ...roomFree, open: [early] }]),
    'GET bookings/': page([
      { ...confirmed, starts_at: '2026-12-09T09:00:00Z', ends_at: '2026-12-09T10:00:00Z' },
      { ...waiting, starts_at: '2026-12-09T15:30:00Z', ends_at: '2026-12-09T16:30:00Z' },
    ]),
  }, '?day=2026-12-09');
  const { container } = render(Day);
  expect(await screen.findByText('Ouvert 9 h – 15 h · accompagné 14 h – 15 h · Tempête')).toBeTruthy();
  expect(asked.find(({ path, query }) => path === 'sites/' && query.has('day'))?.query.get('day')).toBe('2026-12-09');
  const line = await screen.findByText('Hors des horaires');
  expect(line.closest('li')?.textContent).toContain('Léa Craie');
  await expectNoViolations(container);
});

test('a closed day without bookings says that it is closed, and why, and offers no booking', async () => {
  await open({ 'GET bookings/': page([]), 'GET sites/': page([{ ...site, today: { open: [], attended: [], closed_reason: 'Noël', opens_next: null, closures: [] } }]) });
  render(Day);
  expect(await screen.findByText('Fermé ce jour-là. Personne n’a réservé.')).toBeTruthy();
  expect(screen.getByText('Fermé : Noël')).toBeTruthy();
  expect(screen.queryByRole('link', { name: 'Réserver pour quelqu’un' })).toBeNull();
});

test('all of a booking has to be open, or its ends where it may span a night', () => {
  const at = (hour: number) => new Date(Date.parse('2026-12-08T00:00:00Z') + hour * 3_600_000).toISOString();
  const from = Date.parse(at(0));
  const to = Date.parse(at(24));
  const availability = [{ ...roomFree, open: [{ starts_at: at(8), ends_at: at(12) }, { starts_at: at(14), ends_at: at(18) }] }];
  const spanning = { ...room, policy: { ...room.policy, span: 'may_span_closed' as const } };
  const outside = (start: number, end: number, offer = room, state = confirmed.state) =>
    isOutside({ ...confirmed, state, starts_at: at(start), ends_at: at(end) }, { from, to, availability, offers: [offer] });
  expect([outside(8, 12), outside(16, 18), outside(16, 19), outside(11, 15), outside(7, 9)]).toEqual([false, false, true, true, true]);
  expect([outside(11, 15, spanning), outside(16, 34, spanning), outside(-8, 18, spanning), outside(-30, 50, spanning)]).toEqual([false, false, false, false]);
  expect([outside(12, 15, spanning), outside(16, 19, spanning), outside(-8, 13, spanning)]).toEqual([true, true, true]);
  expect([outside(19, 20, room, 'cancelled'), outside(19, 20, { ...room, id: 'other' })]).toEqual([false, true]);
});

test('an act that the server refuses says why and changes nothing', async () => {
  const user = userEvent.setup();
  await open({ 'POST bookings/b3/approve/': refused(409, 'wrong_state', 'Cette réservation a changé entre-temps.') });
  render(Day);
  await user.click(await screen.findByRole('button', { name: /^Valider/ }));
  expect((await screen.findByRole('alert')).textContent).toContain('a changé entre-temps');
  expect(screen.getByRole('button', { name: '1 à valider' })).toBeTruthy();
});

test('filters live in the address and go together', async () => {
  const user = userEvent.setup();
  await open();
  render(Day);
  await user.type(await screen.findByLabelText('Chercher dans la liste'), 'lea');
  await waitFor(() => expect(screen.queryByRole('link', { name: 'Ada Opale' })).toBeNull());
  expect([query().get('q'), screen.getByRole('link', { name: 'Léa Craie' }) !== null]).toEqual(['lea', true]);
  await user.selectOptions(screen.getByLabelText('Montrer'), 'À régler');
  expect(await screen.findByText('Rien ne correspond à ces filtres.')).toBeTruthy();
  expect(screen.getByRole('link', { name: 'Effacer les filtres' }).getAttribute('href')).toBe('/accueil/jour');
});

test('who asks to be trained is closed from the list', async () => {
  const user = userEvent.setup();
  const request = { id: 'i1', person: { id: 'p3', name: 'Léa Craie' }, category: { id: 'c1', name: 'Laser' }, site: { id: 's1', name: 'Calais' }, possible_times: 'mardi soir', note: '', state: 'open', created_at: '2026-12-08T08:00:00Z', actions: ['close'] };
  let left = [request];
  const asked = await open({
    'GET initiation-requests/': () => page(left), 'GET people/p3/': ok(lea),
    'POST initiation-requests/i1/close/': () => { left = []; return ok({ ...request, state: 'done' }); },
  });
  render(Day);
  await user.click(await screen.findByText(/Léa Craie : Laser/));
  await user.click(screen.getByRole('button', { name: 'Initiation faite' }));
  await waitFor(() => expect(sent(asked, 'POST initiation-requests/i1/close/')).toEqual([{ outcome: 'done' }]));
  await waitFor(() => expect(screen.queryByText(/Léa Craie : Laser/)).toBeNull());
});

test('who may not answer a request to be trained has no button to close it', async () => {
  const user = userEvent.setup();
  const request = { id: 'i1', person: { id: 'p3', name: 'Léa Craie' }, category: { id: 'c1', name: 'Laser' }, site: { id: 's1', name: 'Calais' }, possible_times: 'mardi soir', note: '', state: 'open', created_at: '2026-12-08T08:00:00Z', actions: [] };
  await open({ 'GET initiation-requests/': page([request]), 'GET people/p3/': ok(lea) }, '', { ...host, roles: [{ role: 'accountant', site: null }] });
  render(Day);
  await user.click(await screen.findByText(/Léa Craie : Laser/));
  expect(screen.getByText('Possible : mardi soir')).toBeTruthy();
  expect([screen.queryByRole('button', { name: 'Initiation faite' }), screen.queryByRole('button', { name: 'Sans suite' }), screen.queryByRole('link', { name: /^Réserver pour/ })]).toEqual([null, null, null]);
});

test('somebody who is not of the team sees nothing and nothing is asked for', async () => {
  const asked = await open({}, '', member);
  render(Day);
  expect(await screen.findByText('Cette page est pour l’équipe.')).toBeTruthy();
  expect(asked.filter(({ path }) => path === 'bookings/')).toEqual([]);
});

test('the times say no more than one who knows the day needs', () => {
  const on = (starts_at: string, ends_at: string) => timesOn('2026-12-08', { ...confirmed, starts_at, ends_at });
  expect(on('2026-12-08T08:00:00Z', '2026-12-08T12:00:00Z')).toBe('9 h – 13 h');
  expect(on('2026-12-07T08:00:00Z', '2026-12-08T07:30:00Z')).toBe('jusqu’à 8 h 30');
  expect(on('2026-12-08T08:00:00Z', '2026-12-10T07:30:00Z')).toBe('9 h, jusqu’au jeudi 10 décembre');
});

test('what began the day before comes first, without an hour', () => {
  const night = { ...confirmed, id: 'b7', starts_at: '2026-12-07T16:00:00Z', ends_at: '2026-12-08T08:00:00Z' };
  expect(byHour([confirmed, night, waiting], '2026-12-08', 'Europe/Paris').map(({ hour, bookings }) => [hour, bookings.length])).toEqual([[null, 1], [14, 1], [16, 1]]);
});

test('a cancelled booking is neither expected nor listed, unless asked for', () => {
  const gone = { ...confirmed, id: 'b6', state: 'cancelled' as const, order: null };
  expect(countsOf([gone, held], '2026-12-08', 'Europe/Paris')).toMatchObject({ expected: 0, approve: 0, settle: 0 });
  expect(listed([gone, confirmed], 'active', '').map(({ id }) => id)).toEqual(['b1']);
  expect(listed([gone, confirmed], 'gone', '').map(({ id }) => id)).toEqual(['b6']);
  expect(listed([waiting, confirmed], 'active', '0612 34').map(({ id }) => id)).toEqual(['b3']);
});

test('who starts that day is expected; what began earlier is under way', () => {
  const loan = { ...confirmed, id: 'b7', starts_at: '2026-12-05T09:00:00Z', party_size: 1 };
  expect(countsOf([loan, confirmed], '2026-12-08', 'Europe/Paris')).toMatchObject({ expected: 4, underWay: 1 });
});

test('a pool counts what is taken at once, not what is taken in turn', () => {
  const taken = (from: number, to: number) => ({
    starts_at: `2026-12-08T${from}:00:00Z`, ends_at: `2026-12-08T${to}:00:00Z`, kind: 'booking' as const, held: false, booking: null, block: null, who: null, label: null,
  });
  const desk = (id: string, ...spans: [number, number][]): PlannedResource =>
    ({ id, site: 's1', name: id, kind: 'desk', offers: [], taken: spans.map(([from, to]) => taken(from, to)) });
  const day = { from: Date.parse('2026-12-08T00:00:00Z'), to: Date.parse('2026-12-09T00:00:00Z') };
  expect(peak([desk('a', [10, 12]), desk('b', [12, 14])], day)).toBe(1);
  expect(peak([desk('a', [10, 13]), desk('b', [12, 14])], day)).toBe(2);
  expect(peak([desk('a', [10, 13]), desk('b', [12, 14])], { from: Date.parse('2026-12-08T13:00:00Z'), to: day.to })).toBe(1);
});
