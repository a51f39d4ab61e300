/** Words of a site's own page and of its plan. */
export const place = {
  about: (name: string) => `Venir : ${name}`,
  unknown: 'Ce lieu n’existe pas ou n’existe plus.',
  address: 'Adresse',
  week: 'Heures de la semaine',
  attended: (hours: string) => `Avec l’équipe : ${hours}`,
  shut: 'Fermé',
  plan: 'Plan du lieu',
  floor: (n: number) => (n === 0 ? 'Rez-de-chaussée' : n < 0 ? `Sous-sol ${-n}` : n === 1 ? '1er étage' : `${n}e étage`),
  planOf: (floor: string) => `Plan : ${floor}. Les endroits sont dans la liste qui suit.`,
  here: 'C’est ici',
  noPlan: 'Le plan n’est pas encore dessiné. L’accueil vous guide.',
  whatIsThere: 'Ce qu’on y trouve',
  nothingThere: 'Rien ne se réserve encore ici.',
  seeFree: 'Voir ce qui est libre ici',
  moreOnSite: 'Le lieu, ses heures et son plan',
};
