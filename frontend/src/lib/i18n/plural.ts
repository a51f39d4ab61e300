/** One or several, by the rules of the language (in French, 0 and 1.5 are singular). */
const rules = { fr: new Intl.PluralRules('fr'), en: new Intl.PluralRules('en') };

export function plural(language: 'fr' | 'en', n: number, one: string, many: string): string {
  return `${n.toLocaleString(language)} ${rules[language].select(n) === 'one' ? one : many}`;
}
