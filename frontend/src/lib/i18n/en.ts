/** Every word of the screens in English. */
import type { Words } from './i18n.svelte';
import { common } from './en/common';
import { mine } from './en/mine';
import { offer } from './en/offer';
import { planning } from './en/planning';
import { reserve } from './en/reserve';
import { search } from './en/search';
import { staff } from './en/staff';
import { timeline } from './en/timeline';

export const en: Words = { common, search, offer, reserve, mine, planning, staff, timeline };
