/** What others change meanwhile, looked at again every minute and on coming back; a failed look keeps the last answer. */
import { untrack } from 'svelte';
import { isAborted } from '$lib/api/client';

export interface Question<T> { key: string; ask: (signal: AbortSignal) => Promise<T> }

export interface Live<T> {
  /** The last answer; it may be that of the question before, see `isOld`. */
  readonly data: T | undefined;
  /** What is in view answers another question than the one that is asked now. */
  readonly isOld: boolean;
  readonly failure: unknown;
  readonly loading: boolean;
  /** Looks again; done when the answer is there. */
  reload: () => Promise<void>;
}

interface State<T> { key: string; answered: string; data: T | undefined; failure: unknown; loading: boolean }

const EVERY = 60_000;

/** Call it while a component starts; another key is another question, and the old answer stays in view meanwhile. */
export function live<T>(question: () => Question<T> | null): Live<T> {
  let state = $state.raw<State<T>>({ key: '', answered: '', data: undefined, failure: null, loading: true });
  let round = $state(0);
  let waiting: (() => void)[] = [];

  function settle(next: State<T>): void {
    state = next;
    waiting.forEach((done) => done());
    waiting = [];
  }

  $effect(() => {
    void round;
    const asked = question();
    if (!asked) return undefined;
    const controller = new AbortController();
    const { data: last, answered, ...before } = untrack(() => state);
    state = { key: asked.key, answered, data: last, failure: before.key === asked.key ? before.failure : null, loading: true };
    asked.ask(controller.signal).then(
      (data) => { if (!controller.signal.aborted) settle({ key: asked.key, answered: asked.key, data, failure: null, loading: false }); },
      (failure: unknown) => {
        if (!controller.signal.aborted && !isAborted(failure)) settle({ key: asked.key, answered, data: last, failure, loading: false });
      },
    );
    return () => controller.abort();
  });

  $effect(() => {
    const look = () => { if (document.visibilityState === 'visible') round += 1; };
    const timer = setInterval(look, EVERY);
    document.addEventListener('visibilitychange', look);
    return () => {
      clearInterval(timer);
      document.removeEventListener('visibilitychange', look);
    };
  });

  return {
    get data() { return state.data; },
    get isOld() { return state.answered !== state.key; },
    get failure() { return state.failure; },
    get loading() { return state.loading; },
    reload: () => new Promise((done) => {
      waiting.push(done);
      round += 1;
    }),
  };
}
