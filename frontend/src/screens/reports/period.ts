/** Which days a report is about: usual periods by name, or two days, as the address says them. */
import { addDays, type Day } from '$lib/time/zone';

export const PERIODS = ['fourWeeks', 'week', 'month', 'lastMonth', 'quarter', 'dates'] as const;
export type PeriodName = (typeof PERIODS)[number];

/** As the address writes them, in French like the addresses. */
const IN_ADDRESS: Record<PeriodName, string> = {
  fourWeeks: '4-semaines', week: 'semaine', month: 'mois', lastMonth: 'mois-dernier', quarter: 'trimestre', dates: 'dates',
};
const DAY = /^\d{4}-\d{2}-\d{2}$/;
export const LONGEST_DAYS = 400;

/** Both days included. */
export interface Chosen { name: PeriodName; first: Day; last: Day; wrong: 'order' | 'long' | null }

export const addressOf = (name: PeriodName): string | null => (name === PERIODS[0] ? null : IN_ADDRESS[name]);

const isDay = (text: string | null): text is Day => text !== null && DAY.test(text) && !Number.isNaN(Date.parse(text));

/** 0 is Monday. */
const weekdayOf = (day: Day): number => (new Date(`${day}T00:00Z`).getUTCDay() + 6) % 7;
const monthStart = (year: number, month: number): Day => new Date(Date.UTC(year, month, 1)).toISOString().slice(0, 10);

export const daysBetween = (first: Day, last: Day): number => (Date.parse(last) - Date.parse(first)) / 86_400_000 + 1;

/** The days of a period that has a name, on that day of the site's calendar. */
export function daysOf(name: Exclude<PeriodName, 'dates'>, today: Day): { first: Day; last: Day } {
  const monday = addDays(today, -weekdayOf(today));
  const [year, month] = [Number(today.slice(0, 4)), Number(today.slice(5, 7)) - 1];
  const quarter = month - (month % 3);
  switch (name) {
    case 'week': return { first: monday, last: addDays(monday, 6) };
    case 'fourWeeks': return { first: addDays(monday, -28), last: addDays(monday, -1) };
    case 'month': return { first: monthStart(year, month), last: addDays(monthStart(year, month + 1), -1) };
    case 'lastMonth': return { first: monthStart(year, month - 1), last: addDays(monthStart(year, month), -1) };
    case 'quarter': return { first: monthStart(year, quarter), last: addDays(monthStart(year, quarter + 3), -1) };
  }
}

/** What the address asks for; anything that it can't mean is the usual period. */
export function chosenIn(query: URLSearchParams, today: Day): Chosen {
  const name = PERIODS.find((one) => IN_ADDRESS[one] === query.get('periode')) ?? PERIODS[0];
  if (name !== 'dates') return { name, ...daysOf(name, today), wrong: null };
  const usual = daysOf('fourWeeks', today);
  const [du, au] = [query.get('du'), query.get('au')];
  const [first, last] = [isDay(du) ? du : usual.first, isDay(au) ? au : usual.last];
  const length = daysBetween(first, last);
  return { name, first, last, wrong: length < 1 ? 'order' : length > LONGEST_DAYS ? 'long' : null };
}
