/** Words of the team's messages: what has not arrived, why, and what to do. */
import { plural } from '../plural';
import type { Words } from '../i18n.svelte';

export const messages: Words['messages'] = {
  title: 'Messages',
  lead: 'What has not arrived yet, and whom to call.',
  none: 'Everything has arrived. Nothing to do.',
  groups: {
    no_address: (n: number) => `To call (${n})`,
    given_up: (n: number) => `Not arrived (${n})`,
    waiting: (n: number) => `Waiting (${n})`,
  },
  ofBooking: 'Messages sent',
  state: {
    waiting: 'waiting', sent: 'sent', given_up: 'not arrived', no_address: 'to call', told: 'told in person', superseded: 'no longer needed',
  },
  when: {
    sent: (when: string) => `Sent ${when}`,
    next: (when: string) => `Next try ${when}`,
    made: (when: string) => `Written ${when}`,
  },
  attempts: (n: number) => plural('en', n, 'try', 'tries'),
  unwritten: 'Message being written',
  say: 'What to say',
  read: 'Read the message',
  call: (telephone: string) => `Call ${telephone}`,
  noTelephone: 'No telephone: to be told on site.',
  told: 'Told',
  retry: 'Try again',
  booking: 'See the booking',
  wasTold: (name: string) => `Noted: ${name} knows.`,
  retried: (name: string) => `The message to ${name} is leaving again.`,
  reasons: {
    noAddress: 'This person has no e-mail address.',
    unreachable: 'Our mail server does not answer. Messages leave as soon as it is back.',
    refused: 'This address is refused. Check it with the person.',
    later: 'The server of this address asks us to wait.',
    silent: 'The server of this address does not answer.',
    expired: 'Too late to send it.',
    notMade: 'This message could not be written. Tell the technical administration.',
    notSendable: 'This address cannot receive messages. Check it with the person.',
    unknown: 'This message has not left.',
  },
};
