/** Every word of the screens in French; its type is the type of every language. */
import { calendars } from './fr/calendars';
import { common } from './fr/common';
import { home } from './fr/home';
import { messages } from './fr/messages';
import { mine } from './fr/mine';
import { offer } from './fr/offer';
import { planning } from './fr/planning';
import { place } from './fr/place';
import { reports } from './fr/reports';
import { reserve } from './fr/reserve';
import { search } from './fr/search';
import { staff } from './fr/staff';
import { timeline } from './fr/timeline';

export const fr = { calendars, common, home, place, search, offer, reserve, mine, planning, staff, messages, reports, timeline };
