/** What the timeline is given and what it calls back: instants in milliseconds, and no word of HTTP. */
import type { Day } from '$lib/time/zone';

/** From `start` up to, and without, `end`: instants in milliseconds. */
export interface Span { start: number; end: number }

/** What stands on a row: the reader's own, another's, held for a while, to be approved, or out of use. */
export type BarKind = 'mine' | 'taken' | 'held' | 'approval' | 'block';

export interface Bar extends Span {
  id: string;
  /** The row on which it stands: a row, a row of a pool, or the pool itself when no place is pinned. */
  row: string;
  kind: BarKind;
  /** What is written in the bar; may be empty (the sign of its kind is always there). */
  label: string;
  /** The whole sentence for those who do not see it: who, what, when, state. It contains the label. */
  words: string;
  movable: boolean;
  resizable: boolean;
  /** Where `onopen` leads, so that the bar is a link as well. */
  href?: string;
  /** How many places of a pool it takes when it stands on the pool's own line (1 when left out). */
  places?: number;
}

export interface Closed extends Span { reason: string }

export interface Row {
  id: string;
  label: string;
  /** A second line under the name, smaller. */
  detail?: string;
  /** Leads to the page of the thing. */
  href?: string;
  /** The group (site) that heads it. */
  group: string;
  open: Span[];
  /** When somebody is there to accompany: a dotted top edge. Empty when it does not matter. */
  attended: Span[];
  /** Why it is shut within or outside of the hours; time outside `open` needs no entry here. */
  closed: Closed[];
  /** Whether empty time can be chosen. */
  bookable: boolean;
  stepMinutes: number;
  minMinutes?: number;
  maxMinutes?: number;
  /** Nothing may be chosen, nor moved, to before this instant (left out: no limit). */
  earliest?: number;
  /** Only its start and its end need open time: a long print runs through the night. */
  mayRunClosed?: boolean;
  /** Bars move among the rows that have the same key. */
  accepts: string;
  /** Places of which any will do: one line with a count over time, and its rows when it unfolds. */
  pool?: Pool;
}

export interface Pool {
  size: number;
  /** Their bars are counted on the pool's line, folded or not. */
  rows: Row[];
  /** False where nobody is to know the places one by one: the line is all there is. */
  unfolds: boolean;
}

export interface Group { id: string; label: string }

/** 0 fits the width; each level above is twice as large. */
export type Zoom = 0 | 1 | 2 | 3;

export interface View {
  /** Days that follow each other, on the clock of `zone`. */
  days: Day[];
  zone: string;
  zoom: Zoom;
  /** Whether the hours at which all is shut are there too. */
  wholeDays: boolean;
}

/** Why a span cannot be had, in a short sentence. */
export type Conflict = string;

export interface TimelineProps {
  /** The name of the grid for those who do not see it: « Planning du mardi 8 décembre ». */
  label: string;
  groups: Group[];
  rows: Row[];
  bars: Bar[];
  view: View;
  /** The reader zoomed or asked for whole days: give it back in `view`. */
  onview: (change: Partial<Pick<View, 'zoom' | 'wholeDays'>>) => void;
  /** Empty time was chosen, free of conflicts. Left out: nothing can be chosen. */
  onchoose?: ((row: Row, span: Span) => void) | undefined;
  /** A bar was moved or resized, free of conflicts, onto `row` (its own, or another that accepts it). */
  onmove?: ((bar: Bar, row: Row, span: Span) => void) | undefined;
  onopen?: ((bar: Bar) => void) | undefined;
  /** Asked when the timeline itself finds nothing against a span (bars, hours, earliest). */
  conflictOf?: ((row: Row, span: Span, bar: Bar | null) => Conflict | null) | undefined;
  /** The hours are only the usual ones for this reader: time outside of them is not a conflict. */
  mayExceedHours?: boolean | undefined;
  /** The present; left out, the clock of the browser. */
  now?: number | undefined;
}
