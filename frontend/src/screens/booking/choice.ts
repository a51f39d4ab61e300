/** What is being reserved, as the address says it, and as the API takes it. */
import type { QuoteItem, QuoteRequest } from '$lib/api/types';
import { isoOf } from '$lib/time/zone';

export interface Choice {
  start: number | null;
  end: number | null;
  quantity: number;
  resource: string | null;
  party: number | null;
  extras: string[];
  onBehalfOf: string | null;
}

/** The query without a choice: what closing the dialog leaves. */
export const NO_CHOICE = { debut: null, fin: null, quantite: null, lequel: null, avec: null };

const whole = (text: string | null): number | null => (text && /^[1-9]\d{0,3}$/.test(text) ? Number(text) : null);

function instant(text: string | null): number | null {
  const parsed = text ? Date.parse(text) : NaN;
  return Number.isNaN(parsed) ? null : parsed;
}

export function choiceOf(query: URLSearchParams): Choice {
  return {
    start: instant(query.get('debut')),
    end: instant(query.get('fin')),
    quantity: whole(query.get('quantite')) ?? 1,
    resource: query.get('lequel'),
    party: whole(query.get('personnes')),
    extras: query.get('avec')?.split(',').filter(Boolean) ?? [],
    onBehalfOf: query.get('pour'),
  };
}

/** The body of a quote for that choice, or null while an end or a start is missing. */
export function quoteRequest(offer: string, choice: Choice, organisation: string | null): QuoteRequest | null {
  if (choice.start === null || choice.end === null) return null;
  return {
    starts_at: isoOf(choice.start),
    ends_at: isoOf(choice.end),
    items: [main(offer, choice), ...choice.extras.map((extra) => ({ offer: extra, quantity: 1 }))],
    ...(choice.party ? { party_size: choice.party } : {}),
    ...(choice.onBehalfOf ? { for_person: choice.onBehalfOf } : {}),
    ...(organisation ? { organisation } : {}),
  };
}

function main(offer: string, { quantity, resource }: Choice): QuoteItem {
  return resource ? { offer, quantity: 1, resource } : { offer, quantity };
}
