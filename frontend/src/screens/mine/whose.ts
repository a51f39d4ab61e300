/** Whether a booking that staff look at is somebody else's. */
import type { Booking } from '$lib/api/types';
import { isStaff, person } from '$lib/session.svelte';

export const forSomebody = ({ person: whose }: Pick<Booking, 'person'>): Booking['person'] =>
  (isStaff() && whose && whose.id !== person()?.id ? whose : null);
