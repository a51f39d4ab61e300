/** What the planning shows, as its address says it: site, days, kind, name, timeline or list. */
import { addDays, type Day } from '$lib/time/zone';

export const VIEWS = { jour: 1, trois: 3, semaine: 7 } as const;
export type ViewName = keyof typeof VIEWS;
export const VIEW_NAMES = Object.keys(VIEWS) as ViewName[];
export type Form = 'frise' | 'liste';
export const FORMS: Form[] = ['frise', 'liste'];
export const EVERY_SITE = 'tous';

export interface Asking {
  /** The slug of a site, or every one. */
  site: string | null;
  day: Day;
  view: ViewName;
  kind: string | null;
  search: string;
  form: Form;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;
const MONDAY = 1;
const isDay = (text: string): boolean => DAY.test(text) && !Number.isNaN(Date.parse(text));
const isView = (text: string | null): text is ViewName => text !== null && text in VIEWS;

/** A phone begins with the list. */
export function askingOf(query: URLSearchParams, today: Day, isRoomy: boolean): Asking {
  const [day, view, form] = [query.get('jour') ?? '', query.get('vue'), query.get('forme')];
  return {
    site: query.get('site'),
    day: isDay(day) ? day : today,
    view: isView(view) ? view : 'jour',
    kind: query.get('type'),
    search: query.get('q')?.trim() ?? '',
    form: form === 'frise' || form === 'liste' ? form : isRoomy ? 'frise' : 'liste',
  };
}

/** The days shown: a week begins on Monday. */
export function daysOf({ day, view }: Pick<Asking, 'day' | 'view'>): Day[] {
  const first = view === 'semaine' ? mondayOf(day) : day;
  return Array.from({ length: VIEWS[view] }, (_, index) => addDays(first, index));
}

function mondayOf(day: Day): Day {
  const weekday = new Date(`${day}T12:00Z`).getUTCDay();
  return addDays(day, -((weekday + 7 - MONDAY) % 7));
}
