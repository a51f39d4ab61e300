/** Times in words for hundreds of bars: each instant and each day of the site is said once. */
import { dayInWords, timeInWords } from '$lib/time/words';
import { dayOf, type Day } from '$lib/time/zone';
import type { Span } from '$timeline/types';

export interface Clock {
  /** « mardi 8 décembre, 14 h – 16 h ». */
  spanInWords: (span: Span) => string;
  /** « 14 h – 16 h ». */
  hoursOf: (span: Span) => string;
  dayAt: (instant: number) => Day;
}

function kept<K, V>(make: (key: K) => V): (key: K) => V {
  const known = new Map<K, V>();
  return (key) => {
    const found = known.get(key);
    if (found !== undefined) return found;
    const made = make(key);
    known.set(key, made);
    return made;
  };
}

export function clockOf(zone: string, today: Day): Clock {
  const dayAt = kept((instant: number) => dayOf(instant, zone));
  const timeAt = kept((instant: number) => timeInWords(instant, zone));
  const dayWords = kept((day: Day) => dayInWords(day, today));
  const hoursOf = ({ start, end }: Span) => `${timeAt(start)} – ${timeAt(end)}`;
  function spanInWords(span: Span): string {
    const [first, last] = [dayAt(span.start), dayAt(span.end - 1)];
    if (first === last) return `${dayWords(first)}, ${hoursOf(span)}`;
    return `${dayWords(first)}, ${timeAt(span.start)} – ${dayWords(dayAt(span.end))}, ${timeAt(span.end)}`;
  }
  return { spanInWords, hoursOf, dayAt };
}
