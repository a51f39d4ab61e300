/** The policy of an offer in short sentences. */
import type { Policy } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';
import { lengthInWords } from '$lib/time/words';

export function rulesInWords(policy: Policy): string[] {
  const words = t().offer;
  const [min, max] = [lengthInWords(policy.min_minutes), lengthInWords(policy.max_minutes)];
  const change = policy.change_notice_minutes;
  return [
    min === max ? words.fixedLength(min) : words.length(min, max),
    policy.span === 'may_span_closed' ? words.spansClosed : '',
    policy.notice_minutes ? words.notice(lengthInWords(policy.notice_minutes)) : '',
    words.horizon(t().common.days(policy.horizon_days)),
    change ? words.change(lengthInWords(change)) : words.changeAnytime,
    policy.needs_approval ? words.approval : '',
  ].filter(Boolean);
}
