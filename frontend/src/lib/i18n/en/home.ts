/** Words of the first page in English. */
import type { Words } from '../i18n.svelte';

export const home: Words['home'] = {
  open: 'Open',
  shutNow: 'Closed',
  from: (time) => `from ${time}`,
  seeAll: (n) => `See all ${n} free choices`,
  shutToday: 'Closed today.',
  shutBecause: (reason) => `Closed today: ${reason}.`,
  over: 'Closed for today.',
  opensNext: (day, time) => `Opens ${day} at ${time}.`,
  notices: 'Closures ahead',
  shut: (when) => `Closed ${when}.`,
  fromTo: (first, last) => `from ${first} to ${last}`,
  everywhere: 'The whole house',
  nothingYet: 'Nothing can be booked here yet. The house is moving in. Call us to know more.',
};
