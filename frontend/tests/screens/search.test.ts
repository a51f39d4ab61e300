/** Need, place, free times with the price: one question at a time, the state in the address. */
import { fireEvent, render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test, vi } from 'vitest';
import { goBackTo, navigate, query, startRouter } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import Search from '$screens/search/Search.svelte';
import { expectNoViolations } from '../axe';
import { context, otherSite, room, roomFree, site } from '../house';
import { ok, page, refused, serve, type Asked } from '../server';

const NOW = new Date('2026-12-08T09:00:00Z');
const roomElsewhere = { ...room, id: 'o9', site: 's2', site_name: 'Marquise' };
const answers = {
  'GET me-context/': ok(context), 'GET sites/': page([site, otherSite]), 'GET offers/': page([room, roomElsewhere]),
  'GET availability/': ok([roomFree]),
};

startRouter();
beforeEach(async () => {
  forgetSites();
  vi.useFakeTimers({ now: NOW, toFake: ['Date'] });
  serve(answers);
  await loadContext();
  navigate('/reserver', { replace: true });
});

test('the first question is the need, the second the place, then come free times with their price', async () => {
  const user = userEvent.setup();
  const { container } = render(Search);
  expect(screen.getByRole('heading', { level: 1 }).textContent?.replaceAll('\u2060', '')).toBe('De quoi avez-vous besoin ?');
  navigate('/reserver?type=room');
  await user.click(await screen.findByRole('link', { name: /Calais/ }));
  expect(query().get('site')).toBe('calais');
  const chips = await screen.findAllByRole('link', { name: /Salle Opale/ });
  expect(chips.map(({ textContent }) => textContent?.replace(/\s+/g, ' ').trim())).toEqual([
    'Salle Opale', '14 h · 10 €/h, Salle Opale', '15 h · 10 €/h, Salle Opale', '16 h · 10 €/h, Salle Opale', 'Autres heures et détails, Salle Opale',
  ]);
  await expectNoViolations(container);
});

test('a chip leads to the offer with its start, and carries whom it is for', async () => {
  navigate('/reserver?type=room&site=calais&pour=p9&personnes=4');
  serve({ ...answers, 'GET people/p9/': ok({ id: 'p9', name: 'Léa Craie' }) });
  render(Search);
  const chip = await screen.findByRole('link', { name: /^14 h/ });
  expect(chip.getAttribute('href')).toBe('/offres/o1?personnes=4&pour=p9&debut=2026-12-08T13%3A00%3A00Z');
  expect(await screen.findByText('Vous réservez pour Léa Craie.')).toBeTruthy();
});

test('the day asked for is the day of the site, from midnight to midnight', async () => {
  const asked = serve(answers);
  navigate('/reserver?type=room&site=calais&jour=2027-03-28');
  render(Search);
  await screen.findAllByRole('heading', { level: 3 });
  const { query: sent } = asked.find(({ path }) => path === 'availability/') ?? { query: new URLSearchParams() };
  expect(Object.fromEntries(sent)).toEqual({ site: 's1', kind: 'room', from: '2027-03-27T23:00:00Z', to: '2027-03-28T22:00:00Z' });
});

test('nothing free says what to do', async () => {
  serve({ ...answers, 'GET availability/': ok([{ ...roomFree, free: [] }]) });
  navigate('/reserver?type=room&site=calais');
  const { container } = render(Search);
  expect(await screen.findByText('Rien de libre avec ces choix. Essayez un autre jour ou un autre lieu.')).toBeTruthy();
  expect(screen.getAllByRole('link', { name: /Jour suivant/ })[0]?.getAttribute('href')).toContain('jour=2026-12-09');
  await expectNoViolations(container);
});

test('a closed day is said to be closed, and leads to the next day that opens', async () => {
  const shut = { ...roomFree, open: [], closed: [] };
  const opens = { ...roomFree, open: [{ starts_at: '2026-12-14T08:00:00Z', ends_at: '2026-12-14T17:00:00Z' }] };
  serve({ ...answers, 'GET availability/': ({ query: sent }: Asked) => ok([sent.get('from')?.startsWith('2026-12-11') ? shut : opens]) });
  navigate('/reserver?type=room&site=calais&jour=2026-12-12');
  const { container } = render(Search);
  expect(await screen.findByRole('heading', { level: 2, name: 'Fermé samedi 12 décembre' })).toBeTruthy();
  expect([screen.getByText('Nous sommes fermés ce jour-là.'), screen.getByText('Fermé ce jour-là.')]).toHaveLength(2);
  expect(screen.queryByText(/Libre samedi/)).toBeNull();
  expect(screen.queryByText(/Plus rien de libre/)).toBeNull();
  await expectNoViolations(container);
  const next = await screen.findByRole('link', { name: 'Voir lundi 14 décembre' });
  expect(next.getAttribute('href')).toBe('/reserver?type=room&site=calais&jour=2026-12-14');
});

test('the link to the next open day gives its focus to the day it leads to', async () => {
  const user = userEvent.setup();
  const shut = { ...roomFree, open: [], closed: [] };
  const opens = { ...roomFree, open: [{ starts_at: '2026-12-14T08:00:00Z', ends_at: '2026-12-14T17:00:00Z' }] };
  serve({ ...answers, 'GET availability/': ({ query: sent }: Asked) => ok([sent.get('from')?.startsWith('2026-12-11') ? shut : opens]) });
  navigate('/reserver?type=room&site=calais&jour=2026-12-12');
  render(Search);
  (await screen.findByRole('link', { name: 'Voir lundi 14 décembre' })).focus();
  await user.keyboard('{Enter}');
  await waitFor(() => expect(document.activeElement?.id).toBe('libre'));
});

test('the heading says neither free nor closed before that is known, nor when all that is open is taken', async () => {
  serve({ ...answers, 'GET availability/': ok([{ ...roomFree, free: [] }]) });
  navigate('/reserver?type=room&site=calais&jour=2026-12-12');
  render(Search);
  expect(await screen.findByRole('heading', { level: 2, name: 'samedi 12 décembre' })).toBeTruthy();
  await screen.findByText('Rien de libre avec ces choix. Essayez un autre jour ou un autre lieu.');
  expect(screen.getByRole('heading', { level: 2, name: 'samedi 12 décembre' })).toBeTruthy();
});

test('the day is in words beside the field, whatever order of numbers the browser has', async () => {
  navigate('/reserver?type=room&site=calais&jour=2026-12-12');
  render(Search);
  const field = await screen.findByLabelText('Jour');
  const words = document.getElementById(field.getAttribute('aria-describedby') ?? '');
  expect([(field as HTMLInputElement).value, words?.textContent]).toEqual(['2026-12-12', 'samedi 12 décembre']);
});

test('a day beyond what can be reserved is not called closed; the last one is offered', async () => {
  serve({ ...answers, 'GET availability/': ok([{ ...roomFree, open: [], free: [] }]) });
  navigate('/reserver?type=room&site=calais&jour=2028-01-12');
  render(Search);
  const last = await screen.findByRole('link', { name: 'Voir lundi 8 mars 2027' });
  expect(last.getAttribute('href')).toBe('/reserver?type=room&site=calais&jour=2027-03-08');
  expect(screen.getAllByText('On réserve jusqu’au lundi 8 mars 2027.')).toHaveLength(2);
  expect(screen.queryByText(/Fermé/)).toBeNull();
});

test('no open day within two weeks is said', async () => {
  serve({ ...answers, 'GET availability/': ok([{ ...roomFree, open: [], free: [] }]) });
  navigate('/reserver?type=room&site=calais');
  render(Search);
  expect(await screen.findByText('Fermé aussi les deux semaines qui suivent.')).toBeTruthy();
  expect(query().has('jour')).toBe(false);
});

test('only sites that have the kind are proposed', async () => {
  serve({ ...answers, 'GET sites/': page([site, otherSite, { ...site, id: 's3', slug: 'guines', name: 'Guînes', city: 'Guînes' }]) });
  navigate('/reserver?type=room');
  render(Search);
  expect(await screen.findByRole('link', { name: /Calais/ })).toBeTruthy();
  expect(screen.getByRole('link', { name: /Marquise/ })).toBeTruthy();
  expect(screen.queryByRole('link', { name: /Guînes/ })).toBeNull();
});

test('where only one site has the kind the place is not asked', async () => {
  serve({ ...answers, 'GET offers/': page([room]) });
  navigate('/reserver?type=room');
  render(Search);
  expect(await screen.findByRole('link', { name: /^14 h/ })).toBeTruthy();
  expect(query().get('site')).toBe('calais');
});

test('what several are called follows what they are', async () => {
  const words = { desk: '2 places libres', printer_3d: '2 machines libres', tablet: '2 libres', room: null } as const;
  const free = { ...roomFree, free: roomFree.free.map((one) => ({ ...one, count: 2 })) };
  for (const [kind, said] of Object.entries(words)) {
    serve({ ...answers, 'GET offers/': page([{ ...room, kind, quantifier: 'any', size: 3 }]), 'GET availability/': ok([free]) });
    navigate(`/reserver?type=${kind}&site=calais`, { replace: true });
    const { unmount } = render(Search);
    await screen.findByRole('link', { name: /^14 h/ });
    expect(screen.queryByText(/libres?$/, { selector: '.facts span' })?.textContent ?? null).toBe(said);
    unmount();
  }
});

test('who comes back from a time of the list finds the focus on it', async () => {
  const user = userEvent.setup();
  navigate('/reserver?type=room&site=calais');
  const { unmount } = render(Search);
  await user.click(await screen.findByRole('link', { name: /^15 h/ }));
  expect(query().get('debut')).toBe('2026-12-08T14:00:00Z');
  unmount();
  expect(goBackTo('/mes-reservations')).toBe(false);
  expect(goBackTo('/reserver')).toBe(true);
  // The test's browser keeps no history: the address comes back by hand.
  history.replaceState(null, '', '/reserver?type=room&site=calais');
  window.dispatchEvent(new PopStateEvent('popstate'));
  render(Search);
  await waitFor(() => expect(document.activeElement).toBe(screen.getByRole('link', { name: /^15 h/ })));
});

test('a day being typed waits for Enter; one picked in the calendar counts at once', async () => {
  const user = userEvent.setup();
  navigate('/reserver?type=room&site=calais');
  render(Search);
  const field = await screen.findByLabelText<HTMLInputElement>('Jour');
  await fireEvent.keyDown(field, { key: '2' });
  await fireEvent.change(field, { target: { value: '0002-12-22' } });
  expect(query().has('jour')).toBe(false);
  await fireEvent.change(field, { target: { value: '2026-12-22' } });
  expect(query().has('jour')).toBe(false);
  await fireEvent.keyDown(field, { key: 'Enter' });
  expect(query().get('jour')).toBe('2026-12-22');
  await user.pointer({ keys: '[MouseLeft]', target: field });
  await fireEvent.change(field, { target: { value: '2026-12-23' } });
  expect(query().get('jour')).toBe('2026-12-23');
});

test('a site without the kind leads to all of them', async () => {
  serve({ ...answers, 'GET offers/': page([]), 'GET availability/': ok([]) });
  navigate('/reserver?type=room&site=marquise');
  render(Search);
  const all = await screen.findByRole('link', { name: 'Voir dans tous les lieux' });
  expect(all.getAttribute('href')).toBe('/reserver?type=room&site=tous');
});

test('a failure is said in words and can be tried again', async () => {
  const user = userEvent.setup();
  serve({ ...answers, 'GET availability/': refused(503, 'down', 'Le service s’arrête un instant.') });
  navigate('/reserver?type=room&site=calais');
  render(Search);
  expect((await screen.findByRole('alert')).textContent).toContain('Le service s’arrête un instant.');
  serve(answers);
  await user.click(screen.getByRole('button', { name: 'Réessayer' }));
  expect(await screen.findByRole('link', { name: /^14 h/ })).toBeTruthy();
});

test('the heading takes the focus at each question, and keeps it', async () => {
  const user = userEvent.setup();
  render(Search);
  navigate('/reserver?type=room');
  const place = await screen.findByRole('heading', { level: 1, name: 'Où ?' });
  expect(document.activeElement).toBe(place);
  await user.click(await screen.findByRole('link', { name: /Calais/ }));
  expect(document.activeElement).toBe(await screen.findByRole('heading', { level: 1, name: 'Réserver' }));
});
