/** The words of the screens: French at once, English when asked for. */
import { fr } from './fr';

export type Language = 'fr' | 'en';
export type Words = typeof fr;

const YEAR_IN_SECONDS = 31_536_000;

let current = $state.raw<{ language: Language; words: Words }>({ language: 'fr', words: fr });

export const t = (): Words => current.words;
export const language = (): Language => current.language;
export const locale = (): string => (current.language === 'fr' ? 'fr-FR' : 'en-GB');

async function wordsOf(wanted: Language): Promise<Words> {
  return wanted === 'fr' ? fr : (await import('./en')).en;
}

/** Shows the screens in this language. */
export async function useLanguage(wanted: Language): Promise<void> {
  current = { language: wanted, words: await wordsOf(wanted) };
  document.documentElement.lang = wanted;
}

/** Shows this language and keeps it for the plain pages of the server and the next visit. */
export async function chooseLanguage(wanted: Language): Promise<void> {
  await useLanguage(wanted);
  document.cookie = `django_language=${wanted}; path=/; max-age=${YEAR_IN_SECONDS}; SameSite=Lax`;
}

/** The language that the server chose for this page. */
export function languageOfPage(): Language {
  return document.documentElement.lang.startsWith('en') ? 'en' : 'fr';
}
