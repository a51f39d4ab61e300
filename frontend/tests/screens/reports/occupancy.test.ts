/** The screen of occupancy: the figure in words, rows that sort, hours by keyboard, who stands behind. */
import { render, screen, waitFor, within } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Me, Occupancy as Report, OccupancyMinutes } from '$lib/api/types';
import { navigate, query, startRouter } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import { forgetSites } from '$lib/sites';
import Occupancy from '$screens/reports/Occupancy.svelte';
import { expectNoViolations } from '../../axe';
import { host } from '../../desk';
import { context, member, otherSite, site } from '../../house';
import { ok, page, refused, serve, type Asked } from '../../server';

const director: Me = { ...host, roles: [{ role: 'director', site: null }] };
const minutes: OccupancyMinutes = { open: 66_780, claimed: 24_720, rate: 0.3702, no_show: 180, outside: 840, buffers: 45, blocked: 540, resources: 12 };
const row = (id: string, name: string, rate: number, claimed: number) =>
  ({ ...minutes, id, name, rate, claimed, site: 's1', site_name: 'Calais', no_show: 0, outside: 0 });
const report: Report = {
  starts_at: '2026-11-08T23:00:00Z', ends_at: '2026-12-06T23:00:00Z', totals: minutes,
  rows: [row('o1', 'Salle Opale', 0.2, 1200), row('o5', 'Open space', 0.45, 9000)],
  heat: [
    { weekday: 1, hour: 9, open: 240, claimed: 108, rate: 0.45 }, { weekday: 2, hour: 9, open: 240, claimed: 0, rate: 0 },
    { weekday: 1, hour: 10, open: 240, claimed: 240, rate: 1 },
  ],
  weeks: [
    { monday: '2026-11-23', whole: true, open: 100, claimed: 40, rate: 0.4 }, { monday: '2026-11-30', whole: false, open: 50, claimed: 15, rate: 0.3 },
  ],
};
const behind = {
  count: 1, next: null, previous: null, minutes: 108,
  results: [{
    id: 'b1', starts_at: '2026-11-30T08:00:00Z', ends_at: '2026-11-30T10:00:00Z', state: 'confirmed', site_name: 'Calais', time_zone: 'Europe/Paris',
    person: 'Ada Opale', purpose: 'Atelier', offers: ['Salle Opale'], minutes: 108,
  }],
};

let stopRouter: () => void;

beforeEach(() => {
  stopRouter = startRouter();
  forgetSites();
  vi.useFakeTimers({ now: new Date('2026-12-08T09:00:00Z'), toFake: ['Date'] });
});

afterEach(() => stopRouter());

async function open(more: Parameters<typeof serve>[0] = {}, search = '', person: Me | null = director): Promise<Asked[]> {
  const asked = serve({
    'GET me-context/': ok({ ...context, person }), 'GET sites/': page([site, otherSite]),
    'GET reports/occupancy/': ok(report), 'GET reports/occupancy/bookings/': ok(behind), ...more,
  });
  await loadContext();
  navigate(`/accueil/occupation${search}`, { replace: true });
  return asked;
}

const spaced = (text: string | null | undefined) => (text ?? '').replace(/\s+/g, ' ').trim();
const figures = (asked: Asked[]) => asked.filter(({ path }) => path === 'reports/occupancy/').map(({ query: given }) => Object.fromEntries(given));

test('four whole weeks of the house are told in words, with what stands beside', async () => {
  const asked = await open();
  const { container } = render(Occupancy);
  const headline = await screen.findByRole('region', { name: /37\s%/ });
  expect(spaced(headline.textContent)).toContain('37 % du temps ouvert a été réservé');
  expect(spaced(within(headline).getByRole('link', { name: /sur/ }).textContent)).toBe('412 h sur 1 113 h');
  expect(screen.getByText('Du lundi 9 novembre au dimanche 6 décembre')).toBeTruthy();
  expect(figures(asked)).toEqual([{ from: '2026-11-09', to: '2026-12-07', by: 'site' }]);
  await expectNoViolations(container);
});

test('what is not over yet is told in the present', async () => {
  await open({}, '?periode=semaine');
  render(Occupancy);
  expect(await screen.findByText(/du temps ouvert est réservé/)).toBeTruthy();
});

test('rows are by offer for a site, sort by their headers, and lead to their reservations', async () => {
  const user = userEvent.setup();
  const asked = await open({}, '?site=calais');
  render(Occupancy);
  const names = () => screen.getAllByRole('rowheader').map(({ textContent }) => spaced(textContent)).filter((name) => /Salle|Open/.test(name));
  await screen.findByRole('columnheader', { name: 'Offre' });
  expect(names()).toEqual(['Salle Opale', 'Open space']);
  await user.click(screen.getByRole('button', { name: /^Taux/ }));
  expect(names()).toEqual(['Open space', 'Salle Opale']);
  expect(screen.getAllByRole('columnheader', { name: /^Taux/ })[0]?.getAttribute('aria-sort')).toBe('descending');
  await user.click(screen.getByRole('link', { name: /150\sh.*Open space/ }));
  expect(query().get('offre')).toBe('o5');
  expect(await screen.findByRole('heading', { name: /Les réservations qui comptent – Open space/ })).toBeTruthy();
  expect(figures(asked)[0]).toMatchObject({ site: 's1', by: 'offer' });
});

test('the hours are one tab stop, walked by arrows, and each leads to who reserved', async () => {
  const user = userEvent.setup();
  const asked = await open({}, '?site=calais');
  const { container } = render(Occupancy);
  const nine = await screen.findByRole('link', { name: /lundi, 9 h – 10 h : 45\s%/ });
  const table = screen.getByRole('table', { name: 'À quelles heures' });
  expect(within(table).getAllByRole('link').filter(({ tabIndex }) => tabIndex === 0)).toEqual([nine]);
  nine.focus();
  await user.keyboard('{ArrowDown}');
  expect(document.activeElement?.textContent).toMatch(/lundi, 10 h/);
  await user.keyboard('{ArrowUp}{ArrowRight}');
  expect(document.activeElement?.textContent).toMatch(/mardi, 9 h/);
  await user.keyboard('{ArrowLeft}{Enter}');
  const heading = await screen.findByRole('heading', { name: /le lundi, 9 h – 10 h/ });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(Object.fromEntries(asked.at(-1)!.query)).toMatchObject({ figure: 'claimed', weekday: '1', hour: '9', site: 's1', page: '1' });
  const line = within(screen.getByRole('region', { name: heading.textContent! })).getByRole('listitem');
  expect(spaced(line.textContent)).toMatch(/lundi 30 novembre, 9 h – 11 h.*Ada Opale.*1 h 48/);
  expect(within(line).getByRole('link').getAttribute('href')).toBe('/accueil/jour/b1');
  await expectNoViolations(container);
});

test('the weeks are a curve with a table, the incomplete one said', async () => {
  await open();
  render(Occupancy);
  expect(await screen.findByRole('img', { name: /Courbe de 2 semaines, entre 30\s% et 40\s%/ })).toBeTruthy();
  expect(screen.getByText('(semaine incomplète)')).toBeTruthy();
});

test('two days in the wrong order are said and not asked', async () => {
  const asked = await open({}, '?periode=dates&du=2026-11-09&au=2026-11-02');
  render(Occupancy);
  expect(await screen.findByText('Le dernier jour vient avant le premier.')).toBeTruthy();
  expect(figures(asked)).toEqual([]);
});

test('a host reads of the own site alone, without a choice of sites', async () => {
  const asked = await open({}, '?site=marquise', host);
  render(Occupancy);
  await screen.findByRole('region', { name: /37\s%/ });
  expect(screen.queryByLabelText('Lieu')).toBeNull();
  expect(figures(asked)[0]).toMatchObject({ site: 's1' });
});

test('nothing open, a refusal, and a stranger each get a sentence', async () => {
  const nothing = { ...report, totals: { ...minutes, open: 0, claimed: 0, rate: null, outside: 0 }, rows: [], heat: [], weeks: [] };
  await open({ 'GET reports/occupancy/': ok(nothing) });
  const empty = render(Occupancy);
  expect(await screen.findByText('Rien n’était ouvert sur ces jours-là.')).toBeTruthy();
  empty.unmount();
  await open({ 'GET reports/occupancy/': refused(503, 'busy', 'Le service est très demandé.') });
  const failed = render(Occupancy);
  expect(await screen.findByRole('alert')).toBeTruthy();
  failed.unmount();
  await open({}, '', member);
  render(Occupancy);
  expect(await screen.findByText('Ces chiffres sont pour l’équipe.')).toBeTruthy();
});
