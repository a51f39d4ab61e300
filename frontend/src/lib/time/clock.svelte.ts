/** The present, looked at again every few seconds while a screen is there. */
const EVERY = 10_000;

/** Call it while a component starts; what reads the answer is drawn again as time goes by. */
export function ticking(): () => number {
  let now = $state(Date.now());
  $effect(() => {
    const timer = setInterval(() => { now = Date.now(); }, EVERY);
    return () => clearInterval(timer);
  });
  return () => now;
}
