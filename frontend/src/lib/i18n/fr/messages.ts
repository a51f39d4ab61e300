/** Words of the team's messages: what has not arrived, why, and what to do. */
import { plural } from '../plural';

export const messages = {
  title: 'Messages',
  lead: 'Ce qui n’est pas encore arrivé, et qui appeler.',
  none: 'Tout est arrivé. Rien à faire.',
  groups: {
    no_address: (n: number) => `À appeler (${n})`,
    given_up: (n: number) => `Pas arrivés (${n})`,
    waiting: (n: number) => `En attente (${n})`,
  },
  ofBooking: 'Messages envoyés',
  state: {
    waiting: 'en attente', sent: 'envoyé', given_up: 'pas arrivé', no_address: 'à appeler', told: 'dit de vive voix', superseded: 'sans objet',
  },
  when: {
    sent: (when: string) => `Envoyé ${when}`,
    next: (when: string) => `Prochain essai ${when}`,
    made: (when: string) => `Écrit ${when}`,
  },
  attempts: (n: number) => plural('fr', n, 'essai', 'essais'),
  unwritten: 'Message en préparation',
  say: 'Ce qu’il faut dire',
  read: 'Lire le message',
  call: (telephone: string) => `Appeler le ${telephone}`,
  noTelephone: 'Pas de téléphone : à dire sur place.',
  told: 'C’est dit',
  retry: 'Réessayer',
  booking: 'Voir la réservation',
  wasTold: (name: string) => `C’est noté : ${name} est au courant.`,
  retried: (name: string) => `Le message pour ${name} repart.`,
  reasons: {
    noAddress: 'Cette personne n’a pas d’adresse e-mail.',
    unreachable: 'Notre serveur de courrier ne répond pas. Les messages partiront dès son retour.',
    refused: 'Cette adresse est refusée. Vérifiez-la avec la personne.',
    later: 'Le serveur de cette adresse demande d’attendre.',
    silent: 'Le serveur de cette adresse ne répond pas.',
    expired: 'Trop tard pour l’envoyer.',
    notMade: 'Ce message n’a pas pu être rédigé. Prévenez l’administration technique.',
    notSendable: 'Cette adresse ne peut pas recevoir de message. Vérifiez-la avec la personne.',
    unknown: 'Ce message n’est pas parti.',
  },
};
