/** Something fetched for a screen: waiting, there, or failed; a newer question drops the older answer. */
import { isAborted } from './api/client';

export interface Fetched<T> {
  readonly data: T | undefined;
  readonly failure: unknown;
  readonly loading: boolean;
  reload: () => void;
}

/** Fetches again whenever what `ask` reads changes; null from `ask` means nothing to ask yet. Call it while a component starts. */
export function fetched<T>(ask: (signal: AbortSignal) => Promise<T> | null): Fetched<T> {
  let state = $state.raw<{ data: T | undefined; failure: unknown; loading: boolean }>({ data: undefined, failure: null, loading: true });
  let round = $state(0);

  $effect(() => {
    void round;
    const controller = new AbortController();
    const answer = ask(controller.signal);
    state = { data: undefined, failure: null, loading: answer !== null };
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
