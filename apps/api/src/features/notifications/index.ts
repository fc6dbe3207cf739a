import { linkWanted } from '../accounts/index.ts';
import {
  bookingCancelled,
  bookingConfirmed,
  bookingReassigned,
  bookingRescheduled,
} from '../bookings/index.ts';
import type { Feature } from '../feature.ts';
import { entryExpired, entryJoined, entryPromoted } from '../waitlist/index.ts';
import { endpointSwitchedOff } from '../webhooks/index.ts';
import { when } from '../when.ts';
import { forgetMails } from './forget-mails.ts';
import { haveJoinedTold, haveSwitchedOffTold } from './have-told.ts';
import { contentsOfMails } from './keep-mail.ts';
import { mailAccountLink } from './mail-account-link.ts';
import { mailWaitlistJoined } from './mail-waitlist.ts';
import { mailWebhookDisabled } from './mail-webhook-disabled.ts';
import { notify } from './reactions.ts';
import { remind } from './remind.ts';
import { mountNotifications } from './routes.ts';
import { sendMail } from './send-mail.ts';

export { readOrganizer } from './organizer.ts';
export { type ReadableMail, readMail, readNewestMails } from './read-mails.ts';

const toldByMail = [
  bookingConfirmed,
  bookingRescheduled,
  bookingReassigned,
  bookingCancelled,
  entryPromoted,
  entryExpired,
];

export const notifications: Feature = {
  name: 'notifications',
  tables: ['mails', 'invite_organizers'],
  sealed: contentsOfMails,
  mount: mountNotifications,
  jobs: [remind, mailWaitlistJoined, mailWebhookDisabled],
  attempts: [sendMail],
  reactions: [when(toldByMail, notify)],
  ports: [
    linkWanted.filledWith(mailAccountLink),
    entryJoined.filledWith(haveJoinedTold),
    endpointSwitchedOff.filledWith(haveSwitchedOffTold),
  ],
  forget: forgetMails,
};
