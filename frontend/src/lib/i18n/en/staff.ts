/** Words of the staff screens in English. */
import type { Words } from '../i18n.svelte';

export const staff: Words['staff'] = {};
