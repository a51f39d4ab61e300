/** Figures in words: shares as per cent, minutes as hours, and how deep a share is coloured. */
import { locale } from '$lib/i18n/i18n.svelte';

/** Where the next deeper colour begins; below the first is the lightest. */
export const STEPS = [0.1, 0.25, 0.5, 0.75] as const;

/** 0 for nothing at all, then 1 to 5. */
export function levelOf(rate: number): number {
  return rate === 0 ? 0 : 1 + STEPS.filter((step) => rate >= step).length;
}

/** « 37 % »; a share that is neither nothing nor all is not rounded to it. */
export function percent(rate: number): string {
  return new Intl.NumberFormat(locale(), { style: 'percent' }).format(shown(rate));
}

function shown(rate: number): number {
  const rounded = Math.round(rate * 100) / 100;
  if (rounded === 0 && rate > 0) return 0.01;
  return rounded === 1 && rate < 1 ? 0.99 : rounded;
}

/** The same without its sign, where the sign is said once for all. */
export const percentNumber = (rate: number): string => String(Math.round(shown(rate) * 100));

/** « 1 113 h », « 412 h 30 », « 45 min », never cut by the end of a line. */
export function hours(minutes: number): string {
  const [whole, rest] = [Math.floor(minutes / 60), minutes % 60];
  if (!whole && rest) return `${rest}\u00a0min`;
  return `${whole.toLocaleString(locale())}\u00a0h${rest ? `\u00a0${String(rest).padStart(2, '0')}` : ''}`;
}
