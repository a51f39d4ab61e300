/** Words of the mine screens in English. */
import type { Words } from '../i18n.svelte';

export const mine: Words['mine'] = {};
