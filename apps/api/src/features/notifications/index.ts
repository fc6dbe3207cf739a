export { forgetMails } from './forget-mails.ts';
export { bookingLinks, leaveWaitlistLink } from './links.ts';
export { mailWaitlistJoined } from './mail-waitlist.ts';
export { mailWebhookDisabled } from './mail-webhook-disabled.ts';
export { notify } from './reactions.ts';
export { remind } from './remind.ts';
export { mountDevMail } from './routes.ts';
export { sendMail } from './send-mail.ts';
export { calendarInvite } from './templates/calendar-invite.ts';
export {
  dayText,
  leafOf,
  lengthText,
  offsetText,
  readerZone,
  spanText,
  timeText,
  zoneText,
} from './templates/reader-time.ts';
