import { firstNameOf } from '../../../wording/names.ts';
import type { Reader } from '../../../wording/reader-time.ts';
import type { MailContent, MailWhen } from './mail-content.ts';

export type WaitlistMailKind = 'waitlist_joined' | 'waitlist_promoted' | 'waitlist_expired';

export interface WaitlistMailFacts {
  readonly organizationName: string;
  readonly eventTypeTitle: string;
  readonly readerName: string;
  /** How they are told the times. */
  readonly reader: Reader;
  /** The wanted start, or that of the booking once promoted; null: any time. Epoch milliseconds. */
  readonly start: number | null;
  readonly position: number;
  readonly expiresAt: number;
  /** The page on which the reader leaves the list, or manages the booking once promoted. */
  readonly link: string | null;
}

/** The mail about a place on a waitlist, for the person who waits. */
export function waitlistMail(kind: WaitlistMailKind, facts: WaitlistMailFacts): MailContent {
  const { reader, start, link, expiresAt, organizationName } = facts;
  const words = wordsOf(kind, facts);
  const at = start === null ? '' : `, ${reader.shortDay(start)}, ${reader.time(start)}`;
  return {
    subject: `${words.subject}${at}`,
    preview: words.intro,
    sender: organizationName,
    heading: words.heading,
    when: whenOf(kind, facts),
    intro: [`Hi ${firstNameOf(facts.readerName)}, ${words.intro}`],
    facts:
      kind === 'waitlist_joined'
        ? [{ label: 'Waiting until', value: `${reader.day(expiresAt)}, ${reader.time(expiresAt)}` }]
        : [],
    quotes: [],
    actions: link === null ? [] : [{ label: words.action, url: link }],
    footer: [`You get this because you joined a waitlist of ${organizationName}.`],
  };
}

function whenOf(kind: WaitlistMailKind, { reader, start, expiresAt }: WaitlistMailFacts): MailWhen {
  if (start === null) return { lines: [`Any time · ${reader.zoneName(expiresAt)}`] };
  return {
    leaf: reader.leaf(start),
    lines: [reader.day(start), `${reader.time(start)} · ${reader.zoneName(start)}`],
    isGone: kind === 'waitlist_expired',
  };
}

function wordsOf(
  kind: WaitlistMailKind,
  { eventTypeTitle: title, position }: WaitlistMailFacts,
): { subject: string; heading: string; intro: string; action: string } {
  switch (kind) {
    case 'waitlist_joined':
      return {
        subject: `Waitlist: ${title}`,
        heading: 'You’re on the waitlist',
        intro: `you’re number ${position} in line for ${title}. If a place opens, it’s booked for you at once and you get an email.`,
        action: 'Leave the waitlist',
      };
    case 'waitlist_promoted':
      return {
        subject: `You have a place: ${title}`,
        heading: 'A place opened, and it’s yours',
        intro: `your ${title} is booked. If the time no longer suits you, move or cancel it, and the next in line gets it.`,
        action: 'Manage booking',
      };
    case 'waitlist_expired':
      return {
        subject: `No place opened: ${title}`,
        heading: 'No place opened in time',
        intro: `your wait for ${title} has ended and no place opened. You weren’t booked.`,
        action: 'Look for another time',
      };
  }
}
