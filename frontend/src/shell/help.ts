/** Which chapter of the guides under /aide/ speaks of which screen of the team. */
import { matchPath } from '$lib/router/match';

export const HOW_IT_WORKS = '/aide/comment-ca-marche/';

export const chapters: Record<string, string> = {
  '/accueil/jour': '/aide/accueil/#voir-le-jour',
  '/accueil/jour/:id': '/aide/accueil/#une-reservation',
  '/accueil/planning': '/aide/accueil/#lire-et-deplacer-au-planning',
  '/accueil/reserver': '/aide/accueil/#reserver-pour-quelquun',
  '/accueil/bloquer': '/aide/accueil/#bloquer-une-machine',
  '/accueil/messages': '/aide/accueil/#messages-et-a-appeler',
  '/accueil/occupation': '/aide/accueil/#occupation',
};

/** Elsewhere the team is in the public's place, and reads what the public reads. */
export function helpFor(path: string): string {
  const pattern = Object.keys(chapters).find((one) => matchPath(one, path));
  return pattern ? (chapters[pattern] ?? HOW_IT_WORKS) : HOW_IT_WORKS;
}
