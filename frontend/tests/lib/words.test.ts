/** The words of residents' screens: none of the house's technical words, every sentence short, both languages whole. */
import { describe, expect, test } from 'vitest';
import { en } from '$lib/i18n/en';
import { fr } from '$lib/i18n/fr';

const BANNED = /\b(slots?|bookings?|pools?|quotas?|ressources?|invalides?|erreurs?)\b/i;
const WORDS_A_SENTENCE = 15;

type Entry = [key: string, text: string];

/** Every text with its key; the source of a function stands for what it says. */
function texts(words: object, prefix = ''): Entry[] {
  return Object.entries(words).flatMap(([key, value]): Entry[] => {
    if (typeof value === 'string') return [[prefix + key, value]];
    if (typeof value === 'function') return [[prefix + key, String(value)]];
    return texts(value as object, `${prefix}${key}.`);
  });
}

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
  test('read short sentences', () => {
    const long = residents.filter(([, text]) => !text.includes('=>'))
      .filter(([, text]) => text.split(/[.:?!]/).some((sentence) => sentence.trim().split(/\s+/).length > WORDS_A_SENTENCE));
    expect(long).toEqual([]);
  });
});

test('English says everything that French says, in other words', () => {
  const keys = (words: object) => texts(words).map(([key]) => key);
  expect(keys(en)).toEqual(keys(fr));
  const french = new Map(texts(fr));
  const same = texts(en).filter(([key, text]) => french.get(key) === text && /\s/.test(text) && !text.includes('=>'));
  expect(same).toEqual([]);
});
