/** Why a message has not arrived: the server's codes as sentences. */
import { t } from '$lib/i18n/i18n.svelte';

type Reason = keyof ReturnType<typeof t>['messages']['reasons'];

/** The beginnings of the codes, the longer ones first. */
const BEGINNINGS: [string, Reason][] = [
  ['no_address', 'noAddress'],
  ['unreachable', 'unreachable'],
  ['smtp_5', 'refused'],
  ['smtp_4', 'later'],
  ['timeout', 'silent'],
  ['disconnected', 'silent'],
  ['no_network', 'silent'],
  ['expired', 'expired'],
  ['not_made', 'notMade'],
  ['not_sendable', 'notSendable'],
];

/** The sentence for a code; none for what did not fail. */
export function reasonOf(code: string): string {
  if (!code) return '';
  const found = BEGINNINGS.find(([beginning]) => code.startsWith(beginning));
  return t().messages.reasons[found ? found[1] : 'unknown'];
}
