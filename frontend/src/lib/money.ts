/** Money in the words of the language: « 10,00 € », « gratuit ». */
import type { Money, Offer } from './api/types';
import { locale, t } from './i18n/i18n.svelte';

export function moneyInWords({ cents, currency }: Money): string {
  if (cents === 0) return t().common.free;
  return new Intl.NumberFormat(locale(), { style: 'currency', currency }).format(cents / 100);
}

/** The same without cents when there are none, where room is short: « 5 €/h ». */
export function shortUnitPrice(offer: Pick<Offer, 'prices'>): string | null {
  const first = offer.prices[0];
  if (!first) return null;
  const { cents, currency } = first.price;
  if (cents === 0) return t().common.free;
  const format = new Intl.NumberFormat(locale(), { style: 'currency', currency, minimumFractionDigits: cents % 100 ? 2 : 0 });
  return format.format(cents / 100) + t().common.perUnitShort[first.unit];
}

/** The shortest unit's price, as on a label: « 5,00 € l’heure »; null when the offer has no price for this person. */
export function unitPrice(offer: Pick<Offer, 'prices'>): string | null {
  const first = offer.prices[0];
  if (!first) return null;
  return first.price.cents === 0 ? t().common.free : `${moneyInWords(first.price)} ${t().common.perUnit[first.unit]}`;
}
