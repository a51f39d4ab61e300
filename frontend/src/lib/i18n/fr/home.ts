/** Words of the first page beside the search's own: open or shut, the soonest times, closures. */
export const home = {
  open: 'Ouvert',
  shutNow: 'Fermé',
  from: (time: string) => `dès ${time}`,
  seeAll: (n: number) => `Voir les ${n} choix libres`,
  shutToday: 'Fermé aujourd’hui.',
  shutBecause: (reason: string) => `Fermé aujourd’hui : ${reason}.`,
  over: 'Fermé pour aujourd’hui.',
  opensNext: (day: string, time: string) => `Ouvre ${day} à ${time}.`,
  notices: 'Fermetures à venir',
  shut: (when: string) => `Fermé ${when}.`,
  fromTo: (first: string, last: string) => `du ${first} au ${last}`,
  everywhere: 'Toute la maison',
  nothingYet: 'Rien ne se réserve encore ici. La maison s’installe. Appelez-nous pour en savoir plus.',
};
