/** Rows in the order that a header asks for; without one, as the house lists its things. */
import type { OccupancyRow } from '$lib/api/types';

export const COLUMNS = ['rate', 'claimed', 'open', 'no_show', 'outside', 'buffers', 'blocked'] as const;
export type Column = (typeof COLUMNS)[number];
export interface Order { by: 'name' | Column; descending: boolean }

/** « -rate » is the highest first. */
export function orderIn(text: string | null): Order | null {
  const name = text?.replace(/^-/, '');
  const by = (['name', ...COLUMNS] as const).find((column) => column === name);
  return by ? { by, descending: text!.startsWith('-') } : null;
}

/** What a press on a header asks for next: numbers from the highest, names from A, then the other way, then as listed. */
export function nextOrder(by: Order['by'], order: Order | null): string | null {
  const first = by === 'name' ? 'name' : `-${by}`;
  if (order?.by !== by) return first;
  const now = order.descending ? `-${by}` : by;
  return now === first ? (by === 'name' ? '-name' : by) : null;
}

export function sorted(rows: OccupancyRow[], order: Order | null, language: string): OccupancyRow[] {
  if (!order) return rows;
  const { by, descending } = order;
  const compare = by === 'name'
    ? (a: OccupancyRow, b: OccupancyRow) => a.name.localeCompare(b.name, language, { numeric: true })
    : (a: OccupancyRow, b: OccupancyRow) => (a[by] ?? -1) - (b[by] ?? -1);
  return [...rows].sort((a, b) => (descending ? compare(b, a) : compare(a, b)));
}
