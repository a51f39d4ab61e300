/** The words of residents' screens: none of the house's technical words, every sentence short, both languages whole. */
import { describe, expect, test } from 'vitest';
import { en } from '$lib/i18n/en';
import { fr } from '$lib/i18n/fr';

const BANNED = /(?<![\p{L}\d])(slots?|bookings?|pools?|quotas?|ressources?|invalides?|erreurs?)(?![\p{L}\d])/iu;
const WORDS_A_SENTENCE = 15;

type Entry = [key: string, text: string];

/** Every text with its key; a function says what it says of one thing, then of several. */
function texts(words: object, prefix = ''): Entry[] {
  return Object.entries(words).flatMap(([key, value]): Entry[] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    if (typeof value === 'function') return [[prefix + key, said(value as Said, 1)], [prefix + key, said(value as Said, 2)]];
    return texts(value as object, `${prefix}${key}.`);
  });
}

type Said = (...parameters: unknown[]) => string;
const said = (say: Said, n: number): string => say(n, n, n, n);
/** What was put in is one word, however long it will be. */
const wordsIn = (sentence: string): number => sentence.trim().split(/\s+/).filter((word) => /[\p{L}\d]/u.test(word)).length;
const sentencesOf = (text: string): string[] => text.split(/[.:?!·]\s/);

/** The team's own screens may speak of more; what residents see too is not among them. */
const residents = texts({ ...fr, staff: {}, reports: {} });

test('French has its own apostrophe', () => {
  const straight = /\p{L}'\p{L}/u;
  expect(straight.test("l'heure")).toBe(true);
  const files = import.meta.glob<string>('../../src/lib/i18n/fr/*.ts', { query: '?raw', import: 'default', eager: true });
  expect(Object.keys(files).length).toBeGreaterThan(4);
  // The comments are English, and theirs is straight.
  const said = Object.entries(files).map(([name, source]): Entry => [name, source.replace(/\/\*.*?\*\/|\/\/[^\n]*/gs, '').replaceAll('\\', '')]);
  expect(said.filter(([, source]) => straight.test(source)).map(([name]) => name)).toEqual([]);
});

describe('residents', () => {
  test('never read a technical word', () => {
    expect(residents.filter(([, text]) => BANNED.test(text))).toEqual([]);
  });
  test('the list of banned words catches one', () => {
    expect(BANNED.test('Ce slot est pris')).toBe(true);
  });
  test('a long sentence would be noticed', () => {
    expect(wordsIn('une deux trois quatre cinq six sept huit neuf dix onze douze treize quatorze quinze seize')).toBeGreaterThan(WORDS_A_SENTENCE);
    expect(residents.length).toBeGreaterThan(250);
  });
  test('read short sentences', () => {
    const long = residents.filter(([, text]) => sentencesOf(text).some((one) => wordsIn(one) > WORDS_A_SENTENCE));
    expect(long).toEqual([]);
  });
});

test('English says everything that French says, in other words', () => {
  const keys = (words: object) => texts(words).map(([key]) => key);
  expect(keys(en)).toEqual(keys(fr));
  const french = new Map(texts(fr));
  const same = texts(en).filter(([key, text]) => french.get(key) === text && /\p{L}{3}.*\s.*\p{L}{3}/u.test(text.replace(key, '')));
  expect(same).toEqual([]);
});
