/** A plan made ready to draw: floors from the ground up, the size of each, and names cut into lines that fit. */
import type { Place } from '../api/types';

export interface Floor { number: number; places: Place[]; width: number; height: number }

export const LETTER = 3.4;
/** The width of an average letter, as a share of its height. */
const LETTER_WIDTH = 0.56;

export function floorsOf(places: Place[]): Floor[] {
  const numbers = [...new Set(places.map(({ floor }) => floor))].sort((a, b) => a - b);
  return numbers.map((number) => {
    const here = places.filter(({ floor }) => floor === number);
    return {
      number, places: here,
      width: Math.max(...here.map(({ x, width }) => x + width)),
      height: Math.max(...here.map(({ y, height }) => y + height)),
    };
  });
}

/** The words of a name on as few lines as fit the width of its place. */
export function linesOf(name: string, width: number): string[] {
  const room = Math.floor((width - 3) / (LETTER * LETTER_WIDTH));
  const lines: string[] = [];
  for (const word of name.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && `${last} ${word}`.length <= room) lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(word);
  }
  return lines;
}
