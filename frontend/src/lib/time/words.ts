/** Dates and times in words, always on the clock of the site. */
import type { Period } from '../api/types';
import { language, locale, t } from '../i18n/i18n.svelte';
import { addDays, dayOf, isRepeated, offsetOf, wallOf, type Day } from './zone';

const asInstant = (time: string | number): number => (typeof time === 'number' ? time : Date.parse(time));

function inWords(day: Day, options: Intl.DateTimeFormatOptions): string {
  const words = new Intl.DateTimeFormat(locale(), { ...options, timeZone: 'UTC' }).format(Date.parse(`${day}T12:00Z`));
  return language() === 'fr' ? words.replace(/\b1 (?=\p{L})/u, '1er ') : words;
}

/** « mardi 8 décembre », with the year when it is not this one. */
export function dayInWords(day: Day, today?: Day): string {
  const otherYear = today !== undefined && day.slice(0, 4) !== today.slice(0, 4);
  return inWords(day, { weekday: 'long', day: 'numeric', month: 'long', ...(otherYear ? { year: 'numeric' } : {}) });
}

/** « aujourd’hui », « demain », else the day in words. */
export function nearDayInWords(day: Day, today: Day): string {
  if (day === today) return t().common.today;
  return day === addDays(today, 1) ? t().common.tomorrow : dayInWords(day, today);
}

/** « 14 h », « 14 h 30 »; in English « 14:00 ». The hour that comes twice says which one it is. */
export function timeInWords(time: string | number, zone: string): string {
  const instant = asInstant(time);
  const { minutes } = wallOf(instant, zone);
  return clockInWords(minutes) + whichOfTwo(instant, zone);
}

/** « 14 h », « 14 h 30 » out of the minutes since midnight that a wall clock shows. */
export function clockInWords(minutes: number): string {
  const [hour, rest] = [Math.floor(minutes / 60), minutes % 60];
  const padded = String(rest).padStart(2, '0');
  if (language() === 'en') return `${String(hour).padStart(2, '0')}:${padded}`;
  return rest ? `${hour} h ${padded}` : `${hour} h`;
}

function whichOfTwo(instant: number, zone: string): string {
  if (!isRepeated(instant, zone)) return '';
  const isSummer = offsetOf(instant, zone) > offsetOf(instant + 7_200_000, zone);
  return ` (${isSummer ? t().common.summerTime : t().common.winterTime})`;
}

/** « mardi 8 décembre, 14 h – 16 h », or both days when it runs through the night. */
export function periodInWords(period: Period, zone: string, now: number = Date.now()): string {
  const today = dayOf(now, zone);
  const [first, last] = [dayOf(asInstant(period.starts_at), zone), dayOf(asInstant(period.ends_at), zone)];
  const start = `${dayInWords(first, today)}, ${timeInWords(period.starts_at, zone)}`;
  const end = timeInWords(period.ends_at, zone);
  return first === last ? `${start} – ${end}` : `${start} – ${dayInWords(last, today)}, ${end}`;
}

/** « 14 h – 16 h » when the day is said elsewhere. */
export function hoursInWords(period: Period, zone: string): string {
  return `${timeInWords(period.starts_at, zone)} – ${timeInWords(period.ends_at, zone)}`;
}

/** « 1 h 30 », « 2 jours »: a length of time in minutes. */
export function lengthInWords(minutes: number): string {
  const words = t().common;
  if (minutes >= 1440 && minutes % 1440 === 0) return words.days(minutes / 1440);
  const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
  return [hours ? words.hours(hours) : '', rest || !hours ? words.minutes(rest) : ''].filter(Boolean).join(' ');
}

/** A sentence of the server with what belongs together kept on one line: « so », a telephone, a sign and its word. */
export function wellSet(sentence: string): string {
  return sentence.replace(/(«) | (?=[»:;?!])|(\d\d) (?=\d\d)/g, '$1$2\u00a0');
}

/** The same words with times that a line end does not cut: « 14 h 30 » stays whole. */
export function unbroken(words: string): string {
  return words.replace(/(\d) h(?: (\d))?/g, (_, hour: string, rest?: string) => `${hour}\u00a0h${rest ? `\u00a0${rest}` : ''}`);
}
