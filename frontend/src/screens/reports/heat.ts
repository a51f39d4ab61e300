/** The hours of the week as a grid: a line an hour, a column a day, closed where nothing was open. */
import type { OccupancyCell } from '$lib/api/types';

export const WEEKDAYS = [1, 2, 3, 4, 5, 6, 7] as const;
export interface HourLine { hour: number; cells: (OccupancyCell | null)[] }
export interface Spot { weekday: number; hour: number }

/** From the first to the last hour in which anything was ever open. */
export function gridOf(heat: OccupancyCell[]): HourLine[] {
  const open = heat.filter((cell) => cell.open > 0);
  if (!open.length) return [];
  const [first, last] = [Math.min(...open.map(({ hour }) => hour)), Math.max(...open.map(({ hour }) => hour))];
  const at = new Map(open.map((cell) => [`${cell.weekday}-${cell.hour}`, cell]));
  return Array.from({ length: last - first + 1 }, (_, index) => ({
    hour: first + index,
    cells: WEEKDAYS.map((weekday) => at.get(`${weekday}-${first + index}`) ?? null),
  }));
}

const STEP: Record<string, Spot> = {
  ArrowUp: { weekday: 0, hour: -1 }, ArrowDown: { weekday: 0, hour: 1 }, ArrowLeft: { weekday: -1, hour: 0 }, ArrowRight: { weekday: 1, hour: 0 },
};

/** The next open cell that way, over closed ones; null at the edge and for other keys. */
export function neighbour(heat: OccupancyCell[], from: Spot, key: string): Spot | null {
  const step = STEP[key];
  if (!step) return null;
  const ahead = heat
    .filter((cell) => cell.open > 0 && (step.hour ? cell.weekday === from.weekday : cell.hour === from.hour))
    .map((cell) => ({ weekday: cell.weekday, hour: cell.hour, far: (cell.hour - from.hour) * step.hour + (cell.weekday - from.weekday) * step.weekday }))
    .filter(({ far }) => far > 0)
    .sort((a, b) => a.far - b.far)[0];
  return ahead ? { weekday: ahead.weekday, hour: ahead.hour } : null;
}
