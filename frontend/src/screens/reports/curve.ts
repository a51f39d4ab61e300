/** The points of the weekly curve in pixels, and the scale beside it. */
import type { OccupancyWeek } from '$lib/api/types';

export const HEIGHT = 180;
export const MARGIN = { top: 12, right: 28, bottom: 28, left: 44 } as const;
const LABEL_WIDTH = 72;

export interface Point { x: number; y: number; week: OccupancyWeek; rate: number; hasLabel: boolean }

/** The round share at the top of the scale: 25, 50 or 100 %. */
export const topOf = (rates: number[]): number => [0.25, 0.5].find((top) => Math.max(0, ...rates) <= top) ?? 1;

/** A point a week that was open at all, over `width` pixels; labels as far apart as they are wide. */
export function pointsOf(weeks: OccupancyWeek[], width: number): Point[] {
  const open = weeks.filter((week): week is OccupancyWeek & { rate: number } => week.rate !== null);
  const top = topOf(open.map(({ rate }) => rate));
  const [inner, high] = [width - MARGIN.left - MARGIN.right, HEIGHT - MARGIN.top - MARGIN.bottom];
  const [start, end] = [Date.parse(open[0]?.monday ?? ''), Date.parse(open.at(-1)?.monday ?? '')];
  const every = Math.max(1, Math.ceil((open.length * LABEL_WIDTH) / Math.max(1, inner)));
  return open.map((week, index) => ({
    x: MARGIN.left + (end > start ? ((Date.parse(week.monday) - start) / (end - start)) * inner : inner / 2),
    y: MARGIN.top + (1 - week.rate / top) * high,
    week,
    rate: week.rate,
    hasLabel: index % every === 0,
  }));
}
