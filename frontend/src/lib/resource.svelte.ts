/** Something fetched for a screen: waiting, there, or failed; a newer question drops the older answer. */
import { untrack } from 'svelte';
import { isAborted } from './api/client';

export interface Fetched<T> {
  readonly data: T | undefined;
  readonly failure: unknown;
  readonly loading: boolean;
  reload: () => void;
}

interface State<T> { data: T | undefined; failure: unknown; loading: boolean }

/**
 * Fetches again whenever what `ask` reads changes; null from `ask` means nothing to ask yet.
 * Call it while a component starts. With `keep`, the last answer stays in view during the next question.
 */
export function fetched<T>(ask: (signal: AbortSignal) => Promise<T> | null, { keep = false } = {}): Fetched<T> {
  let state = $state.raw<State<T>>({ data: undefined, failure: null, loading: true });
  let round = $state(0);

  $effect(() => {
    void round;
    const controller = new AbortController();
    const answer = ask(controller.signal);
    const kept = keep && answer ? untrack(() => state.data) : undefined;
    state = { data: kept, failure: null, loading: answer !== null };
    answer?.then(
      (data) => { if (!controller.signal.aborted) state = { data, failure: null, loading: false }; },
      (failure: unknown) => {
        if (!controller.signal.aborted && !isAborted(failure)) state = { data: undefined, failure, loading: false };
      },
    );
    return () => controller.abort();
  });

  return {
    get data() { return state.data; },
    get failure() { return state.failure; },
    get loading() { return state.loading; },
    reload: () => { round += 1; },
  };
}
