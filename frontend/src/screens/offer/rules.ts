/** The rules of an offer in short sentences: the server's own, then what its policy also says. */
import type { Offer } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';

export function rulesInWords({ rules_text, policy }: Pick<Offer, 'rules_text' | 'policy'>): string[] {
  return [
    ...rules_text.split(/(?<=\.)\s+/),
    policy.span === 'may_span_closed' ? t().offer.spansClosed : '',
    t().offer.horizon(t().common.days(policy.horizon_days)),
  ].filter(Boolean);
}
