/** What the timeline knows at a moment: its lines, its bars by row, where the cursor stands, what is being drawn up. */
import { SvelteSet } from 'svelte/reactivity';
import { announce } from '$lib/announce.svelte';
import { t } from '$lib/i18n/i18n.svelte';
import { reasonAgainst } from './conflicts';
import { isSame, spanOf, type Axis } from './geometry';
import { axisShown } from './hours';
import { indexAt, stopsOf, type Stop } from './stops';
import type { Bar, Conflict, Group, Row, Span, TimelineProps } from './types';
import { cellInWords, draftInWords, reasonInWords } from './words';

export interface Line { row: Row; inside: Row | null }
export interface Section { group: Group; lines: Line[] }
export interface Cursor { row: string; at: number; bar: string | null }

/** A choice, a move or a new length that is not yet given back. */
export interface Draft { act: 'choose' | 'move' | 'start' | 'end'; bar: Bar | null; row: Row; span: Span; conflict: Conflict | null }

const NONE: Bar[] = [];

export class Board {
  readonly #given: () => TimelineProps;
  readonly #clock: () => number;
  #drawn: Axis | null = null;
  readonly unfolded = new SvelteSet<string>();
  cursor = $state.raw<Cursor | null>(null);
  draft = $state.raw<Draft | null>(null);
  hover = $state.raw<{ row: string; stop: Stop } | null>(null);
  refusal = $state.raw<string>('');

  /** `given` is read where it is needed only, so that a minute that goes by draws nothing anew but itself. */
  constructor(given: () => TimelineProps, clock: () => number) {
    this.#given = given;
    this.#clock = clock;
  }

  get given(): TimelineProps {
    return this.#given();
  }

  get now(): number {
    return this.given.now ?? this.#clock();
  }

  /** The same one while it is the same line of hours: other bars alone move nothing else. */
  readonly axis = $derived.by((): Axis => {
    const axis = axisShown(this.given.view, this.given.rows.flatMap(withPlaces), this.given.bars);
    if (!this.#drawn || !isSame(this.#drawn, axis)) this.#drawn = axis;
    return this.#drawn;
  });
  readonly sections = $derived.by((): Section[] => this.given.groups
    .map((group) => ({ group, lines: this.given.rows.filter((row) => row.group === group.id).flatMap((row) => this.#linesOf(row)) }))
    .filter(({ lines }) => lines.length));
  readonly lines = $derived(this.sections.flatMap(({ lines }) => lines));
  readonly #bars = $derived.by(() => byRow(this.given.bars));
  readonly here = $derived.by(() => this.#standing());

  barsOn = (row: string): Bar[] => this.#bars.get(row) ?? NONE;

  lineOf = (id: string): Line | undefined => this.lines.find(({ row }) => row.id === id);

  stopsOn = (row: Row): Stop[] => stopsOf(row, this.barsOn(row.id), this.axis);

  stopAt(row: Row, at: number, bar: string | null = null): Stop | undefined {
    const stops = this.stopsOn(row);
    return stops[indexAt(stops, at, bar)];
  }

  #linesOf(row: Row): Line[] {
    const places = row.pool?.unfolds && this.unfolded.has(row.id) ? row.pool.rows : [];
    return [{ row, inside: null }, ...places.map((place) => ({ row: place, inside: row }))];
  }

  /** The cursor on what is there today: its bar may have moved to another row, or be gone. */
  #standing(): { row: Row; stop: Stop } | null {
    const bar = this.cursor?.bar ? this.given.bars.find(({ id }) => id === this.cursor?.bar) : undefined;
    const line = (bar && this.lineOf(bar.row)) ?? this.lineOf(this.cursor?.row ?? '') ?? this.lines[0];
    const stop = line && this.stopAt(line.row, this.cursor?.at ?? this.#firstLook(line.row), bar?.id ?? null);
    return line && stop ? { row: line.row, stop } : null;
  }

  #firstLook(row: Row): number {
    const { start, end } = spanOf(this.axis);
    const { now } = this;
    return start <= now && now < end ? now : Math.max(start, row.open.find((span) => span.end > start)?.start ?? start);
  }

  stand(row: Row, stop: Stop): void {
    this.refusal = '';
    this.cursor = { row: row.id, at: stop.bar ? Math.max(stop.start, spanOf(this.axis).start) : stop.start, bar: stop.bar?.id ?? null };
  }

  /** On the bar that got the focus by a press. */
  standOn(id: string | undefined): void {
    const bar = this.given.bars.find((one) => one.id === id);
    const line = bar && this.lineOf(bar.row);
    if (line) this.stand(line.row, { ...bar, bar });
  }

  toggle(row: Row): void {
    if (!row.pool?.unfolds) return;
    if (!this.unfolded.delete(row.id)) this.unfolded.add(row.id);
    announce(this.unfolded.has(row.id) ? t().timeline.unfolded(row.label, row.pool.rows.length) : t().timeline.folded(row.label));
  }

  conflictOf(row: Row, span: Span, bar: Bar | null): Conflict | null {
    const { mayExceedHours = false, conflictOf } = this.given;
    const reason = reasonAgainst({ row, span, bar, barsOn: this.barsOn, mayExceedHours });
    return reason ? reasonInWords(reason) : conflictOf?.(row, span, bar) ?? null;
  }

  /** Draws it up anew and says it; the same again changes nothing. */
  propose(act: Draft['act'], bar: Bar | null, row: Row, span: Span): void {
    const before = this.draft;
    if (before && before.act === act && before.row.id === row.id && before.span.start === span.start && before.span.end === span.end) return;
    const draft = { act, bar, row, span, conflict: this.conflictOf(row, span, bar) };
    this.draft = draft;
    this.refusal = '';
    announce(draftInWords(draft, before, this.axis.zone));
  }

  cancel(): void {
    if (!this.draft) return;
    this.draft = null;
    announce(t().timeline.cancelled);
  }

  /** Gives it back when nothing stands against it; else says why not. True when it was given back. */
  confirm(): boolean {
    const { draft } = this;
    if (!draft) return false;
    if (draft.conflict) return this.#refuse(draft.conflict);
    this.draft = null;
    if (draft.bar) this.#giveMove(draft.bar, draft);
    else this.given.onchoose?.(draft.row, draft.span);
    return true;
  }

  #refuse(conflict: Conflict): false {
    this.refusal = t().timeline.impossible(conflict);
    announce(this.refusal);
    return false;
  }

  #giveMove(bar: Bar, { row, span }: Draft): void {
    if (row.id === bar.row && span.start === bar.start && span.end === bar.end) return announce(t().timeline.unchanged);
    this.cursor = { row: row.id, at: span.start, bar: bar.id };
    this.given.onmove?.(bar, row, span);
  }

  /** What the line below says: what is drawn up, what is pointed at, else where the cursor stands. */
  readonly status = $derived.by((): string => {
    if (this.draft) return draftInWords(this.draft, null, this.axis.zone);
    if (this.refusal) return this.refusal;
    const row = this.hover && this.lineOf(this.hover.row)?.row;
    if (this.hover && row) return cellInWords(this, row, this.hover.stop);
    return this.here ? cellInWords(this, this.here.row, this.here.stop) : '';
  });
}

const withPlaces = (row: Row): Row[] => [row, ...(row.pool?.rows ?? [])];

function byRow(bars: Bar[]): Map<string, Bar[]> {
  const map = new Map<string, Bar[]>();
  for (const bar of bars) {
    const own = map.get(bar.row);
    if (own) own.push(bar);
    else map.set(bar.row, [bar]);
  }
  return map;
}
