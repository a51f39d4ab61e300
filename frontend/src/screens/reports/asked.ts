/** What the address asks of a report besides its days: rows by what, and which figure's reservations. */
import type { By, Figure, Narrow } from '$lib/api/reports';

export const BY_IN_ADDRESS: Record<By, string> = { site: 'lieu', offer: 'offre', resource: 'place' };

const FIGURES: Record<Figure, string> = { claimed: 'reserve', no_show: 'absences', outside: 'hors-horaires' };
const KEYS = ['chiffre', 'offre', 'place', 'jour', 'heure', 'page'] as const;
/** The same address without a list of reservations. */
export const NOTHING_BEHIND: Record<string, null> = Object.fromEntries(KEYS.map((key) => [key, null]));

/** What to change in the address to see the reservations behind a figure. */
export function behindAddress({ figure, offer, resource, weekday, hour }: Narrow): Record<string, string | null> {
  return {
    ...NOTHING_BEHIND,
    chiffre: FIGURES[figure],
    offre: offer ?? null,
    place: resource ?? null,
    jour: weekday === undefined ? null : String(weekday),
    heure: hour === undefined ? null : String(hour),
  };
}

function whole(text: string | null, least: number, most: number): number | undefined {
  const number = text === null || text === '' ? NaN : Number(text);
  return Number.isInteger(number) && number >= least && number <= most ? number : undefined;
}

/** The figure whose reservations the address asks for, or null. */
export function narrowIn(query: URLSearchParams): Narrow | null {
  const figure = (Object.keys(FIGURES) as Figure[]).find((one) => FIGURES[one] === query.get('chiffre'));
  if (!figure) return null;
  return {
    figure,
    offer: query.get('offre') ?? undefined,
    resource: query.get('place') ?? undefined,
    weekday: whole(query.get('jour'), 1, 7),
    hour: whole(query.get('heure'), 0, 23),
  };
}

export const pageIn = (query: URLSearchParams): number => whole(query.get('page'), 1, 1_000_000) ?? 1;
