/** Days in words: the first of a month is « 1er » in French, and a plain number elsewhere. */
import { afterEach, expect, test } from 'vitest';
import { useLanguage } from '$lib/i18n/i18n.svelte';
import { dayInWords } from '$lib/time/words';

afterEach(() => useLanguage('fr'));

test('the first of a month is an ordinal in French, with and without the year', () => {
  expect(dayInWords('2026-12-01')).toBe('mardi 1er décembre');
  expect(dayInWords('2026-12-01', '2027-01-04')).toBe('mardi 1er décembre 2026');
});

test('the other days that end in 1 stay numbers', () => {
  expect(['2026-12-11', '2026-12-21', '2026-12-31'].map((day) => dayInWords(day))).toEqual([
    'vendredi 11 décembre', 'lundi 21 décembre', 'jeudi 31 décembre',
  ]);
});

test('in English the first is a number', async () => {
  await useLanguage('en');
  expect(dayInWords('2026-12-01')).toBe('Tuesday 1 December');
});
