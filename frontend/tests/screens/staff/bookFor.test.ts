/** Reserving for somebody: found while typing, or a new file in two fields unless it looks like a known one. */
import { render, screen, waitFor } from '@testing-library/svelte';
import userEvent from '@testing-library/user-event';
import { beforeEach, expect, test } from 'vitest';
import { navigate, path, query } from '$lib/router/router.svelte';
import { loadContext } from '$lib/session.svelte';
import BookFor from '$screens/staff/BookFor.svelte';
import { expectNoViolations } from '../../axe';
import { host, lea } from '../../desk';
import { context } from '../../house';
import { ok, page, refused, serve, type Asked } from '../../server';

const alike = { people: [{ id: 'p3', name: 'Léa Craie', telephone: '06 12 34 56 78', birth_year: 1990, organisations: [], reasons: ['name', 'telephone'] }] };

beforeEach(() => navigate('/accueil/reserver', { replace: true }));

async function open(more: Parameters<typeof serve>[0]): Promise<Asked[]> {
  const asked = serve({ 'GET me-context/': ok({ ...context, person: host }), 'GET people/': page([]), ...more });
  await loadContext();
  return asked;
}

const created = (asked: Asked[]) => asked.filter(({ method }) => method === 'POST').map(({ body }) => body);

async function fill(user: ReturnType<typeof userEvent.setup>, name: string, reach: string): Promise<void> {
  await user.type(await screen.findByLabelText('Nom'), name);
  await user.type(screen.getByLabelText('Téléphone ou adresse e-mail'), reach);
  await user.click(screen.getByRole('button', { name: 'Créer et réserver' }));
}

test('typing finds people, each leads on to the search on their behalf', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'GET people/': page([lea]) });
  const { container } = render(BookFor);
  await user.type(await screen.findByLabelText('Nom, adresse ou téléphone'), 'lea cr');
  expect((await screen.findByRole('link', { name: /Léa Craie/ })).getAttribute('href')).toBe('/reserver?pour=p3');
  expect(asked.filter(({ path: to }) => to === 'people/').map(({ query: q }) => q.get('search'))).toEqual(['lea cr']);
  expect((screen.getByLabelText('Nom') as HTMLInputElement).value).toBe('lea cr');
  await expectNoViolations(container);
});

test('a new person takes two fields, and the search goes on for them', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST people/': ok({ ...lea, id: 'p8', name: 'Jo Galet' }, 201) });
  render(BookFor);
  await fill(user, 'Jo Galet', '06 00 00 00 01');
  await waitFor(() => expect([path(), query().get('pour')]).toEqual(['/reserver', 'p8']));
  expect(created(asked)).toEqual([{ name: 'Jo Galet', telephone: '06 00 00 00 01' }]);
});

test('an address with an @ is an e-mail', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST people/': ok({ ...lea, id: 'p8' }, 201) });
  render(BookFor);
  await fill(user, 'Jo Galet', 'jo@example.org');
  await waitFor(() => expect(created(asked)).toEqual([{ name: 'Jo Galet', email: 'jo@example.org' }]));
});

test('somebody who looks like it is proposed with the reasons, and chosen without a second file', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST people/': refused(409, 'looks_like', 'Ressemble à une fiche.', alike) });
  render(BookFor);
  await fill(user, 'Lea Craie', '0612345678');
  const heading = await screen.findByRole('heading', { name: 'Ressemble à…' });
  await waitFor(() => expect(document.activeElement).toBe(heading));
  expect(screen.getByText('même nom, téléphone')).toBeTruthy();
  await user.click(screen.getByRole('button', { name: 'C’est Léa Craie' }));
  await waitFor(() => expect([path(), query().get('pour')]).toEqual(['/reserver', 'p3']));
  expect(created(asked).length).toBe(1);
});

test('created anyway, the second asking says so', async () => {
  const user = userEvent.setup();
  const asked = await open({ 'POST people/': ({ body }) => ((body as { force?: boolean }).force ? ok({ ...lea, id: 'p9' }, 201) : refused(409, 'looks_like', '', alike)) });
  render(BookFor);
  await fill(user, 'Léa Craie', '0612345678');
  await user.click(await screen.findByRole('button', { name: 'Créer quand même' }));
  await waitFor(() => expect(query().get('pour')).toBe('p9'));
  expect(created(asked)).toEqual([{ name: 'Léa Craie', telephone: '0612345678' }, { name: 'Léa Craie', telephone: '0612345678', force: true }]);
});

test('an address of another file can’t be forced', async () => {
  const user = userEvent.setup();
  await open({ 'POST people/': refused(409, 'email_taken', 'Cette adresse est déjà dans une fiche.', { people: [{ ...alike.people[0], reasons: ['email'] }] }) });
  render(BookFor);
  await fill(user, 'Jo Galet', 'lea@example.org');
  expect(await screen.findByText('Cette adresse est déjà dans une fiche.')).toBeTruthy();
  expect(screen.queryByRole('button', { name: 'Créer quand même' })).toBeNull();
  await user.click(screen.getByRole('button', { name: 'Corriger la saisie' }));
  expect((screen.getByLabelText('Nom') as HTMLInputElement).value).toBe('Jo Galet');
});

test('what is missing is said before anything is sent', async () => {
  const user = userEvent.setup();
  const asked = await open({});
  render(BookFor);
  await user.click(await screen.findByRole('button', { name: 'Créer et réserver' }));
  expect((await screen.findByRole('alert')).textContent).toContain('Donnez au moins un nom.');
  expect(created(asked)).toEqual([]);
});
