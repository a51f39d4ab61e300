/** Every word of the screens in English. */
import type { Words } from './i18n.svelte';
import { calendars } from './en/calendars';
import { common } from './en/common';
import { home } from './en/home';
import { messages } from './en/messages';
import { mine } from './en/mine';
import { offer } from './en/offer';
import { planning } from './en/planning';
import { place } from './en/place';
import { reports } from './en/reports';
import { reserve } from './en/reserve';
import { search } from './en/search';
import { staff } from './en/staff';
import { timeline } from './en/timeline';

export const en: Words = { calendars, common, home, place, search, offer, reserve, mine, planning, staff, messages, reports, timeline };
