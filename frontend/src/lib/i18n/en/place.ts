/** Words of a site's own page and of its plan in English. */
import type { Words } from '../i18n.svelte';

const ORDINAL = ['th', 'st', 'nd', 'rd'];

export const place: Words['place'] = {
  about: (name) => `Getting to ${name}`,
  unknown: 'This place does not exist, or no longer.',
  address: 'Address',
  week: 'Hours of the week',
  attended: (hours) => `With the team: ${hours}`,
  shut: 'Closed',
  plan: 'Plan of the place',
  floor: (n) => (n === 0 ? 'Ground floor' : n < 0 ? `Basement ${-n}` : `${n}${ORDINAL[n] ?? ORDINAL[0]} floor`),
  planOf: (floor) => `Plan: ${floor}. The places are in the list that follows.`,
  here: 'It is here',
  noPlan: 'The plan is not drawn yet. Reception will guide you.',
  whatIsThere: 'What is there',
  nothingThere: 'Nothing can be booked here yet.',
  seeFree: 'See what is free here',
  moreOnSite: 'The place, its hours and its plan',
};
