/** Moving what stands on the planning and taking it back: shown at once, sent, and back where it was when refused. */
import { announce } from '$lib/announce.svelte';
import { actOn, oneBooking } from '$lib/api/bookings';
import { http } from '$lib/api/client';
import { staffApi } from '$lib/api/staff';
import type { Alternative, Booking, Period, Planning } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { periodInWords } from '$lib/time/words';
import { isoOf } from '$lib/time/zone';
import type { Bar, Row, Span } from '$timeline/types';
import type { Standing } from './bars';
import { thingsOfBooking, type Plan } from './plan';
import type { Reader } from './rows';
import { wayBack, type PlaceChange } from './wayBack';

/** What was done last, and how it is taken back. */
export interface Done { words: string; back: () => Promise<void> }
/** What could not be done; a proposal is taken the way that was refused. */
export interface Refused { failure: unknown; take: ((proposal: Alternative) => void) | null }

export interface Around {
  plan: Plan | null;
  reader: Reader;
  zone: string;
  reload: () => Promise<void>;
}

interface Shift { row: string; start: number; end: number }

const periodOf = ({ start, end }: Span): Period => ({ starts_at: isoOf(start), ends_at: isoOf(end) });
const sending = (places: PlaceChange[]) => (places.length ? { resources: places } : {});

export class Moves {
  busy = $state(false);
  done = $state.raw<Done | null>(null);
  refused = $state.raw<Refused | null>(null);
  private taking: Refused['take'] = null;
  private shifted = $state.raw(new Map<string, Shift>());

  constructor(private readonly around: () => Around) {}

  /** The bars as they are to be seen: what is being moved stands where it was put. */
  bars(plan: Plan): Bar[] {
    const bars = plan.standings.map(({ bar }) => bar);
    return this.shifted.size ? bars.map((bar) => ({ ...bar, ...this.shifted.get(bar.id), words: bar.words })) : bars;
  }

  forget(): void {
    this.done = null;
    this.refused = null;
  }

  /** A bar was put elsewhere by pointer or keys. */
  async drop(bar: Bar, row: Row, span: Span): Promise<void> {
    const { plan } = this.around();
    const standing = plan?.byBar.get(bar.id);
    if (!plan || !standing || this.busy) return;
    this.shifted = this.shiftsOf(plan, standing, row, span);
    await this.act(() => (standing.taken.block ? this.moveBlock(standing, span) : this.moveBooking(plan, standing, row, span)));
    this.shifted = new Map();
  }

  /** The booking was moved in its dialog: it can be taken back like any other. */
  async moved(booking: Booking, fresh: Booking): Promise<void> {
    const before = this.thingsOf(booking);
    this.forget();
    await this.around().reload();
    this.remember(booking, fresh, before, '');
  }

  /** Onto another thing, at the same time. */
  toThing(booking: Booking, change: PlaceChange, name: string): Promise<boolean> {
    return this.act(() => this.send(booking, booking, [change], name));
  }

  /** Something else was done that can be taken back. */
  async did(words: string, back: () => Promise<unknown>): Promise<void> {
    this.refused = null;
    await this.around().reload();
    this.done = { words, back: async () => { await back(); } };
    announce(words);
  }

  /** A block was lifted: what it was made of is not known here, so that it is made anew by hand. */
  async lifted(): Promise<void> {
    this.forget();
    await this.around().reload();
    announce(t().planning.staff.unblocked);
  }

  async undo(): Promise<void> {
    const { done } = this;
    if (!done || this.busy) return;
    await this.act(async () => {
      await done.back();
      await this.around().reload();
      this.done = null;
      announce(t().planning.undone);
    }, done);
  }

  /** One at a time; what is refused is said, and nothing has changed. `kept` is what may be taken back meanwhile. */
  private async act(work: () => Promise<void>, kept: Done | null = null): Promise<boolean> {
    if (this.busy) return false;
    this.busy = true;
    this.forget();
    this.done = kept;
    try {
      await work();
      return true;
    } catch (failure) {
      this.done = null;
      this.refused = { failure, take: this.taking };
      return false;
    } finally {
      this.taking = null;
      this.busy = false;
    }
  }

  private async moveBlock({ taken, bar }: Standing, span: Span): Promise<void> {
    const id = taken.block ?? '';
    await staffApi.moveBlock(id, periodOf(span));
    await this.did(
      t().planning.blockMovedTo(periodInWords(periodOf(span), this.around().zone)),
      () => staffApi.moveBlock(id, periodOf(bar)),
    );
  }

  /** The booking's own ends move as far as the ends of its bar. */
  private async moveBooking(plan: Plan, { taken, bar }: Standing, row: Row, span: Span): Promise<void> {
    const booking = await oneBooking(taken.booking ?? '');
    const to = {
      start: Date.parse(booking.starts_at) + span.start - bar.start,
      end: Date.parse(booking.ends_at) + span.end - bar.end,
    };
    const isElsewhere = row.id !== bar.row && plan.resources.has(row.id);
    const places = isElsewhere && plan.resources.has(bar.row) ? [{ from: bar.row, to: row.id }] : [];
    await this.send(booking, periodOf(to), places, places.length ? row.label : '');
  }

  private async send(booking: Booking, { starts_at, ends_at }: Period, places: PlaceChange[], name: string): Promise<void> {
    const before = this.thingsOf(booking);
    this.taking = (proposal) => { void this.act(() => this.send(booking, proposal, places, name)); };
    const fresh = await actOn(booking.id, 'move', { starts_at, ends_at, ...sending(places) });
    await this.around().reload();
    this.remember(booking, fresh, before, name);
  }

  private remember(booking: Booking, fresh: Booking, before: string[], name: string): void {
    const words = t().planning.movedTo(periodInWords(fresh, this.around().zone), name);
    this.done = { words, back: () => this.takeBack(booking, fresh, before) };
    announce(words);
  }

  private async takeBack({ id, site, starts_at, ends_at }: Booking, fresh: Booking, before: string[]): Promise<void> {
    const planning = await http.get<Planning>('planning/', { site: site.id, from: fresh.starts_at, to: fresh.ends_at });
    const resources = new Map(planning.resources.map((one) => [one.id, one]));
    const now = planning.resources.filter(({ taken }) => taken.some(({ booking }) => booking === id)).map((one) => one.id);
    const places = wayBack(before, now, resources).filter(({ from }) => this.around().reader.isStaff || this.isByName(from));
    await actOn(id, 'move', { starts_at, ends_at, ...sending(places) });
  }

  /** Whether the thing has a line of its own, so that people choose it by name. */
  private isByName(id: string): boolean {
    return this.around().plan?.lines.some(({ resource }) => resource?.id === id) ?? false;
  }

  private thingsOf({ id }: Booking): string[] {
    const { plan } = this.around();
    return plan ? thingsOfBooking(plan, id) : [];
  }

  /** Where each bar of the booking is to be seen meanwhile: the others go along in time. */
  private shiftsOf(plan: Plan, { bar, taken }: Standing, row: Row, span: Span): Map<string, Shift> {
    const own = plan.standings.filter((one) => one.taken.booking === taken.booking && one.taken.block === taken.block);
    return new Map(own.map((one) => [one.bar.id, {
      row: one.bar.id === bar.id ? row.id : one.bar.row,
      start: one.bar.start + span.start - bar.start,
      end: one.bar.end + span.end - bar.end,
    }]));
  }
}
