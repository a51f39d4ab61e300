/** What staff do from a line of the day, and whose it is. */
import type { Booking } from '$lib/api/types';
import { t } from '$lib/i18n/i18n.svelte';

export type Act = 'approve' | 'decline' | 'settle' | 'move' | 'cancel';

export const nameOf = ({ person }: Pick<Booking, 'person'>): string => person?.name ?? t().staff.nobody;
