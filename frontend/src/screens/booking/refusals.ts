/** Why what was quoted can't be, each reason once; none when it can. */
import type { Quote } from '$lib/api/types';

/** `taken` says it where the server gives no reason. */
export function reasonsOf({ refusals, available }: Quote, taken: string): string[] {
  const said = refusals.map(({ message }) => message);
  return said.length || available ? [...new Set(said)] : [taken];
}
