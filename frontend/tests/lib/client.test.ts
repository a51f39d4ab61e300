/** The one fetch: headers that the server needs, and one kind of failure. */
import { afterEach, expect, test, vi } from 'vitest';
import { ApiError, http } from '$lib/api/client';
import { api } from '$lib/api/endpoints';
import { isWorthAnotherTry, wordsOfFailure } from '$lib/api/failure';
import { useLanguage } from '$lib/i18n/i18n.svelte';
import { ok, refused, serve } from '../server';

afterEach(() => useLanguage('fr'));

test('a write carries the CSRF token, the language and its key', async () => {
  document.cookie = 'csrftoken=abc; path=/';
  const asked = serve({ 'POST bookings/': ok({ id: 'b1' }, 201) });
  await api.book({ starts_at: 'a', ends_at: 'b', items: [] }, 'key-1');
  expect(asked[0]?.headers).toMatchObject({ 'X-CSRFToken': 'abc', 'Accept-Language': 'fr', 'Idempotency-Key': 'key-1' });
});

test('a read carries no token and the language of the screens', async () => {
  await useLanguage('en');
  const asked = serve({ 'GET sites/': ok({ results: [] }) });
  await api.sites();
  expect(asked[0]?.headers).toEqual({ Accept: 'application/json', 'Accept-Language': 'en' });
});

test('empty parts of a query are left out', async () => {
  const asked = serve({ 'GET offers/': ok({ results: [] }) });
  await http.get('offers/', { kind: 'room', site: undefined, feature: '' });
  expect(asked[0]?.query.toString()).toBe('kind=room');
});

test('a refusal keeps its code and is said in the words of the server', async () => {
  serve({ 'POST bookings/': refused(422, 'too_late', 'Trop tard en ligne.') });
  const failure = await http.post('bookings/').catch((reason: unknown) => reason);
  expect(failure).toMatchObject({ status: 422, code: 'too_late' });
  expect(wordsOfFailure(failure)).toBe('Trop tard en ligne.');
});

test('no answer is a failure of its own', async () => {
  vi.stubGlobal('fetch', () => Promise.reject(new TypeError('network')));
  const failure = await api.context().catch((reason: unknown) => reason);
  expect(failure).toBeInstanceOf(ApiError);
  expect(wordsOfFailure(failure)).toBe('Le serveur ne répond pas. Vérifiez votre connexion, puis réessayez.');
});

test('an answer that is not JSON still says what to do', async () => {
  vi.stubGlobal('fetch', () => Promise.resolve(new Response('<html>', { status: 502 })));
  const failure = await api.context().catch((reason: unknown) => reason);
  expect(wordsOfFailure(failure)).toBe('Cela n’a pas marché. Réessayez, ou appelez-nous.');
});

test('another try is offered where it may help: not for what the server understood and refused', () => {
  const worth = (status: number) => isWorthAnotherTry(new ApiError(status, {}));
  expect([0, 429, 500, 503].map(worth)).toEqual([true, true, true, true]);
  expect([401, 403, 404, 409, 422].map(worth)).toEqual([false, false, false, false, false]);
  expect(isWorthAnotherTry(new TypeError('broken'))).toBe(true);
});
