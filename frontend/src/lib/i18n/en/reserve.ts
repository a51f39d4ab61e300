/** Words of the reserve screens in English. */
import type { Words } from '../i18n.svelte';

export const reserve: Words['reserve'] = {};
