/** The sign and the colour of what stands on the planning, where it is written as a list. */
import type { BarKind } from '$timeline/types';

export const SIGNS: Record<BarKind, { sign: string; tone: 'mine' | 'taken' | 'wait' | 'plain' }> = {
  mine: { sign: '●', tone: 'mine' },
  taken: { sign: '🔒\ufe0e', tone: 'taken' },
  held: { sign: '◷', tone: 'wait' },
  approval: { sign: '…', tone: 'wait' },
  block: { sign: '⚒', tone: 'plain' },
};
