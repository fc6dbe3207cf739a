export { forgetMails } from './forget-mails.ts';
export { mailWaitlistJoined } from './mail-waitlist.ts';
export { mailWebhookDisabled } from './mail-webhook-disabled.ts';
export { readOrganizer } from './organizer.ts';
export { notify } from './reactions.ts';
export { type ReadableMail, readMail, readNewestMails } from './read-mails.ts';
export { remind } from './remind.ts';
export { mountNotifications } from './routes.ts';
export { sendMail } from './send-mail.ts';
