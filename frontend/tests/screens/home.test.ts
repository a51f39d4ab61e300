/** The first page: what is free today, when a shut house opens next, closures told ahead, a house without anything yet. */
import { render, screen, within } from '@testing-library/svelte';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { forgetSites } from '$lib/sites';
import { loadContext } from '$lib/session.svelte';
import Home from '$screens/home/Home.svelte';
import { noticesOf } from '$screens/home/today';
import { expectNoViolations } from '../axe';
import { context, otherSite, room, roomFree, site } from '../house';
import { ok, page, refused, serve } from '../server';

const NOON = new Date('2026-12-08T11:00:00Z');
const EVENING = new Date('2026-12-08T18:00:00Z');
const TOMORROW = { starts_at: '2026-12-09T08:00:00Z', ends_at: '2026-12-09T17:00:00Z' };
const INVENTORY = { starts_at: '2026-12-10T12:00:00Z', ends_at: '2026-12-10T19:00:00Z', reason: 'Inventaire' };
const free = { 'GET offers/': page([room]), 'GET availability/': ok([roomFree]), 'GET me-context/': ok(context) };

beforeEach(() => {
  forgetSites();
  vi.useFakeTimers({ toFake: ['Date'], now: NOON });
});
afterEach(() => { vi.useRealTimers(); });

async function home(answers: Parameters<typeof serve>[0]) {
  const asked = serve({ ...free, ...answers });
  await loadContext();
  const { container } = render(Home);
  return { asked, container };
}
const card = async (name: string) => within(await screen.findByRole('article', { name }));
const text = () => document.body.textContent?.replace(/\s+/g, ' ') ?? '';

test('an open site says its hours and what is free first, for three requests', async () => {
  const { asked, container } = await home({ 'GET sites/': page([site, otherSite]) });
  const found = await card('Calais');
  expect((await found.findByRole('link', { name: /Salle Opale/ })).getAttribute('href')).toBe('/offres/o1?debut=2026-12-08T13:00:00Z');
  expect(found.getByText('Ouvert')).toBeTruthy();
  expect((await card('Marquise')).getByText(/Fermé aujourd’hui : Férié\./)).toBeTruthy();
  expect(asked.map(({ path }) => path).sort()).toEqual(['availability/', 'me-context/', 'offers/', 'sites/']);
  await expectNoViolations(container);
});

test('a shut house says when it opens, leads there, and asks nothing more', async () => {
  vi.setSystemTime(EVENING);
  const { asked } = await home({ 'GET sites/': page([{ ...site, today: { ...site.today, open: [], opens_next: TOMORROW } }]) });
  const found = await card('Calais');
  expect(text()).toContain('Fermé aujourd’hui. Ouvre demain à 9 h.');
  expect(found.getByRole('link', { name: /^Voir demain/ }).getAttribute('href')).toBe('/reserver?type=tout&site=calais&jour=2026-12-09');
  expect(screen.getByRole('heading', { level: 2, name: 'Aujourd’hui' })).toBeTruthy();
  expect(asked.map(({ path }) => path)).not.toContain('availability/');
});

test('after its hours a site is shut for today', async () => {
  vi.setSystemTime(EVENING);
  await home({ 'GET sites/': page([{ ...site, today: { ...site.today, opens_next: TOMORROW } }]) });
  await card('Calais');
  expect(text()).toContain('Fermé pour aujourd’hui. Ouvre demain à 9 h.');
});

test('closures are told ahead, once for the sites that share them', async () => {
  const told = (one: typeof site) => ({ ...one, today: { ...one.today, closures: [INVENTORY] } });
  await home({ 'GET sites/': page([told(site), told(otherSite)]) });
  const [notice, ...others] = within(await screen.findByRole('list', { name: 'Fermetures à venir' })).getAllByRole('listitem');
  expect(others).toEqual([]);
  expect(notice?.textContent?.replace(/\s+/g, ' ')).toBe('Fermé jeudi 10 décembre, 13 h – 20 h. Toute la maison · Inventaire');
  expect(noticesOf([told(site), otherSite], NOON.getTime()).map(({ sites }) => sites.length)).toEqual([1]);
  expect(noticesOf([told(site)], Date.parse('2026-12-11T00:00:00Z'))).toEqual([]);
});

test('a house that has nothing yet says so and leads to the telephone', async () => {
  const { container } = await home({ 'GET sites/': page([]), 'GET me-context/': ok({ ...context, kinds: [] }) });
  expect(await screen.findByText(/La maison s’installe/)).toBeTruthy();
  expect(screen.queryByRole('heading', { level: 2 })).toBeNull();
  await expectNoViolations(container);
});

test('a site stays told when what is free cannot be had', async () => {
  await home({ 'GET sites/': page([site]), 'GET offers/': refused(503, 'busy', 'Un instant, réessayez.') });
  expect(await screen.findByText(/Un instant, réessayez/)).toBeTruthy();
  expect((await card('Calais')).getByText(/Ouvert 9 h – 18 h/)).toBeTruthy();
});
