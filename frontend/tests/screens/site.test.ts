/** A site's own page, and its plan on the page of an offer. */
import { render, screen, within } from '@testing-library/svelte';
import { beforeEach, expect, test } from 'vitest';
import Plan from '$lib/plan/Plan.svelte';
import { navigate } from '$lib/router/router.svelte';
import { forgetSites } from '$lib/sites';
import SitePage from '$screens/site/SitePage.svelte';
import { expectNoViolations } from '../axe';
import { planned, room, site } from '../house';
import { page, ok, refused, serve } from '../server';

const answers = { 'GET sites/': page([site]), 'GET sites/s1/': ok(planned), 'GET offers/': page([room]) };

beforeEach(() => {
  forgetSites();
  navigate('/sites/calais');
});

test('tells how to come in, the hours, the plan and what is there', async () => {
  serve(answers);
  const { container } = render(SitePage);
  expect(await screen.findByRole('heading', { level: 1, name: 'Calais' })).toBeTruthy();
  for (const name of ['Plan du lieu', 'Ce qu’on y trouve', 'Comment venir', 'Heures de la semaine']) expect(screen.getByRole('region', { name })).toBeTruthy();
  expect(within(screen.getByRole('region', { name: 'Heures de la semaine' })).getByText('mercredi 9 décembre').parentElement?.textContent).toMatch(/Fermé\s*Férié/);
  expect(screen.getByRole('link', { name: 'Appelez le 03 21 00 00 00' }).getAttribute('href')).toBe('tel:0321000000');
  await expectNoViolations(container);
});

test('a name that no site has says so', async () => {
  serve(answers);
  navigate('/sites/atlantide');
  render(SitePage);
  expect(await screen.findByText('Ce lieu n’existe pas ou n’existe plus.')).toBeTruthy();
});

test('a site that cannot be had offers another try', async () => {
  serve({ ...answers, 'GET sites/s1/': refused(503, 'busy', 'Un instant, réessayez.') });
  render(SitePage);
  expect(await screen.findByRole('button', { name: 'Réessayer' })).toBeTruthy();
});

test('a site without a plan says who guides', async () => {
  serve({ ...answers, 'GET sites/s1/': ok({ ...planned, places: [] }) });
  render(SitePage);
  expect(await screen.findByText(/L’accueil vous guide/)).toBeTruthy();
});

test('the plan marks where an offer is, in the drawing and in words', async () => {
  const { container } = render(Plan, { places: planned.places, offer: 'o1' });
  expect(screen.getAllByRole('listitem').map(({ textContent }) => textContent)).toEqual(['Salle Opale – C’est ici', 'Cuisine']);
  expect(container.querySelectorAll('g.here path.pin').length).toBe(1);
  await expectNoViolations(container);
});

test('a plan that marks nothing shows every floor', () => {
  const upstairs = { ...planned.places[0]!, id: 'pl3', floor: 1 };
  const { container, unmount } = render(Plan, { places: [...planned.places, upstairs] });
  expect(container.querySelectorAll('figure').length).toBe(2);
  unmount();
  const marked = render(Plan, { places: [...planned.places, { ...upstairs, offers: [] }], offer: 'o1' });
  expect(marked.container.querySelectorAll('figure').length).toBe(1);
});
