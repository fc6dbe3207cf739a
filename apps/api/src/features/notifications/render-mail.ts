import type { Deps } from '../../deps.ts';
import type { Mailbox, OutgoingMail } from '../../providers/mail.ts';
import {
  accountLink,
  bookingLinks,
  emailLink,
  invitationLink,
  leaveWaitlistLink,
  passwordLink,
  signInLink,
} from '../../wording/addresses.ts';
import { createReader, readerZone } from '../../wording/reader-time.ts';
import { writeInvite } from './invite.ts';
import type { AccountFacts, BookingFacts, EntryFacts, MailFacts } from './mail-facts.ts';
import { senderOf } from './organizer.ts';
import { isUnsetAddress } from './rules.ts';
import { accountMail } from './templates/account-mails.ts';
import { bookingMail } from './templates/booking-mails.ts';
import type { MailContent } from './templates/mail-content.ts';
import { renderHtml } from './templates/render-html.ts';
import { renderText } from './templates/render-text.ts';
import { waitlistMail } from './templates/waitlist-mails.ts';
import { webhookDisabledMail } from './templates/webhook-mails.ts';

/** All that is sent but for the Message-ID and the date, which are the row's. */
export type RenderedMail = Omit<OutgoingMail, 'messageId' | 'date'>;

type Rendering = Pick<Deps, 'mail' | 'publicUrl' | 'keyring'>;

/** What a mail looks like. The same facts are the same mail, to the letter. */
export function renderMail(deps: Rendering, facts: MailFacts): RenderedMail {
  const content = contentOf(deps, facts);
  const domain = deps.mail.from.address.split('@').at(-1);
  return {
    from: senderOf(deps.mail, facts),
    to: facts.to,
    subject: content.subject,
    html: renderHtml(content, facts.logo === undefined ? null : `${deps.publicUrl}/${facts.logo}`),
    text: renderText(content),
    ...('booking' in facts && { ...replyTo(facts), thread: `<${facts.booking.id}@${domain}>` }),
    ...('booking' in facts && inviteWith(deps, facts)),
    ...('entryId' in facts && { thread: `<${facts.entryId}@${domain}>` }),
    ...('entryId' in facts && facts.replyTo !== undefined && { replyTo: answersOf(facts, facts.replyTo) }),
  };
}

function contentOf(deps: Rendering, facts: MailFacts): MailContent {
  if ('booking' in facts) return bookingContent(deps, facts);
  if ('entryId' in facts) return entryContent(deps, facts);
  if (facts.kind === 'account_link') return accountContent(deps, facts);
  return webhookDisabledMail({ ...facts, readerName: facts.to.name });
}

function bookingContent({ publicUrl }: Rendering, facts: BookingFacts): MailContent {
  const { kind, booking, organizationName, role, timezone, token, to, minutesBefore, lastChanges } = facts;
  const reader = createReader(readerZone(timezone));
  const links = token === null ? null : bookingLinks(publicUrl, { id: booking.id, token });
  const isPromotion = kind === 'waitlist_promoted';
  const about = bookingMail(isPromotion ? 'booking_confirmed' : kind, {
    booking,
    organizationName,
    role,
    readerName: to.name,
    reader,
    links,
    ...(minutesBefore !== undefined && { minutesBefore }),
    ...(lastChanges && { lastChanges }),
  });
  if (!isPromotion) return about;
  const start = Date.parse(booking.start_time);
  const { subject, preview, heading, intro } = waitlistMail(kind, {
    organizationName,
    eventTypeTitle: booking.event_type.title,
    readerName: to.name,
    reader,
    start,
    position: 1,
    expiresAt: start,
    link: null,
  });
  return { ...about, subject, preview, heading, intro };
}

const linkOf = {
  password: passwordLink,
  sign_in: signInLink,
  invitation: invitationLink,
  email: emailLink,
  email_changing: accountLink,
} as const;

const accountContent = ({ publicUrl }: Rendering, facts: AccountFacts) =>
  accountMail({ ...facts, readerName: facts.to.name, url: linkOf[facts.link](publicUrl, facts.token) });

function entryContent({ publicUrl }: Rendering, facts: EntryFacts): MailContent {
  const { kind, entryId: id, timezone, token, to } = facts;
  return waitlistMail(kind, {
    ...facts,
    readerName: to.name,
    reader: createReader(readerZone(timezone)),
    link: token === null ? null : leaveWaitlistLink(publicUrl, { id, token }),
  });
}

/** Where the organization wants answers. */
const answersOf = (
  { senderName, organizationName }: Pick<MailFacts, 'senderName' | 'organizationName'>,
  address: string,
): Mailbox => ({
  name: senderName ?? organizationName,
  address,
});

/** Answers go to the other side; not to an address that was never filled in. */
function replyTo({ role, booking, ...facts }: BookingFacts): { replyTo?: Mailbox } {
  if (role !== 'host' && facts.replyTo !== undefined) return { replyTo: answersOf(facts, facts.replyTo) };
  const { assigned_host: host, attendees } = booking;
  const other = role === 'host' ? attendees[0] : host;
  if (!other || isUnsetAddress(role === 'host' ? 'invitee' : 'host', other.email)) return {};
  return { replyTo: { name: other.name, address: other.email } };
}

const inviteWith = (deps: Rendering, facts: BookingFacts): Pick<RenderedMail, 'invite'> =>
  facts.invite && facts.organizer
    ? { invite: writeInvite(deps, { ...facts, ...facts.invite, organizer: facts.organizer }) }
    : {};
