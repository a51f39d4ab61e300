/** Words of the offer screens in English. */
import type { Words } from '../i18n.svelte';

export const offer: Words['offer'] = {};
