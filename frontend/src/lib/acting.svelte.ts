/** One act at a time of a part of the screen: running, and why it was refused. */
export interface Acting {
  readonly busy: boolean;
  readonly failure: unknown;
  /** Runs it unless another is running; answers whether it was done. */
  run: (act: () => Promise<void>) => Promise<boolean>;
  forget: () => void;
}

export function acting(): Acting {
  let busy = $state(false);
  let failure = $state.raw<unknown>(null);

  async function run(act: () => Promise<void>): Promise<boolean> {
    if (busy) return false;
    busy = true;
    failure = null;
    try {
      await act();
      return true;
    } catch (refusal) {
      failure = refusal;
      return false;
    } finally {
      busy = false;
    }
  }

  return {
    get busy() { return busy; },
    get failure() { return failure; },
    run,
    forget: () => { failure = null; },
  };
}
