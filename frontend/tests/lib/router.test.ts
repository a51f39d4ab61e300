/** Addresses, their parameters, and links that stay in the page. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { matchPath } from '$lib/router/match';
import { findRoute } from '$lib/router/routes';
import { moves, navigate, path, query, setQuery, startRouter, withQuery } from '$lib/router/router.svelte';

let stop: () => void;
beforeEach(() => { stop = startRouter(); navigate('/'); });
afterEach(() => stop());

test.each([
  ['/', '/', {}],
  ['/offres/:id', '/offres/a%20b/', { id: 'a b' }],
  ['/offres/:id', '/offres', null],
  ['/offres/:id', '/lieux/1', null],
])('%s against %s', (pattern, given, expected) => {
  expect(matchPath(pattern, given)).toEqual(expected);
});

test('the server keeps its own addresses', () => {
  expect(['/admin/', '/compte/connexion/', '/api/docs/'].map(findRoute)).toEqual([null, null, null]);
});

test('the query changes by parts and counts as a step only when one can go back from it', () => {
  navigate('/reserver?type=room&site=calais');
  const before = moves();
  setQuery({ jour: '2026-12-08', site: null }, { replace: true });
  expect([path(), query().toString(), moves()]).toEqual(['/reserver', 'type=room&jour=2026-12-08', before]);
  expect(withQuery({ type: '' })).toBe('/reserver?jour=2026-12-08');
});

test('a plain click on a link of ours stays in the page, one with a modifier does not', () => {
  const link = Object.assign(document.createElement('a'), { href: '/reserver?type=desk' });
  document.body.append(link);
  const held = new MouseEvent('click', { bubbles: true, cancelable: true, ctrlKey: true });
  link.dispatchEvent(held);
  expect([held.defaultPrevented, path()]).toEqual([false, '/']);
  const plain = new MouseEvent('click', { bubbles: true, cancelable: true });
  link.dispatchEvent(plain);
  expect([plain.defaultPrevented, path(), query().get('type')]).toEqual([true, '/reserver', 'desk']);
  link.remove();
});
