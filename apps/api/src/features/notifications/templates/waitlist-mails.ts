import type { Zone } from '@astrocal/scheduling';
import type { MailContent, MailFact } from './mail-content.ts';
import { dayText, leafOf, shortText, timeText, zoneText } from './reader-time.ts';

export type WaitlistMailKind = 'waitlist_joined' | 'waitlist_promoted' | 'waitlist_expired';

export interface WaitlistMailFacts {
  readonly organizationName: string;
  readonly eventTypeTitle: string;
  readonly readerName: string;
  readonly zone: Zone;
  /** The wanted start, or that of the booking once promoted; null: any time. Epoch milliseconds. */
  readonly start: number | null;
  readonly position: number;
  readonly expiresAt: number;
  /** The page on which the reader leaves the list, or manages the booking once promoted. */
  readonly link: string | null;
}

/** The mail about a place on a waitlist, for the person who waits. */
export function waitlistMail(kind: WaitlistMailKind, facts: WaitlistMailFacts): MailContent {
  const { zone, start, link } = facts;
  const words = wordsOf(kind, facts);
  return {
    subject: start === null ? words.subject : `${words.subject}, ${shortText(zone, start)}`,
    preview: words.intro,
    heading: words.heading,
    intro: [`Hello ${facts.readerName},`, words.intro],
    ...(start !== null && { leaf: leafOf(zone, start) }),
    facts: factsOf(kind, facts),
    quotes: [],
    actions: link === null ? [] : [{ label: words.action, url: link }],
    footer: [`Sent by ${facts.organizationName} because you joined this waitlist.`],
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
        heading: 'You are on the waitlist',
        intro: `You are number ${position} in line for ${title}. When a spot opens it is booked for you, and we write to you at once.`,
        action: 'Leave the waitlist',
      };
    case 'waitlist_promoted':
      return {
        subject: `You have a spot: ${title}`,
        heading: 'A spot opened, and it is yours',
        intro: `${title} is booked for you. If the time no longer suits you, move or cancel it, so that the next in line can have it.`,
        action: 'Manage booking',
      };
    case 'waitlist_expired':
      return {
        subject: `No spot opened: ${title}`,
        heading: 'No spot opened in time',
        intro: `Your place on the waitlist of ${title} has ended without a free spot. You were not booked.`,
        action: 'Look for another time',
      };
  }
}

function factsOf(kind: WaitlistMailKind, { zone, start, expiresAt }: WaitlistMailFacts): MailFact[] {
  const when = (instant: number) => `${dayText(zone, instant)}, ${timeText(zone, instant)}`;
  return [
    { label: 'When', value: start === null ? 'Any time' : when(start) },
    { label: 'Zone', value: zoneText(zone, start ?? expiresAt) },
    ...(kind === 'waitlist_joined' ? [{ label: 'Waiting until', value: when(expiresAt) }] : []),
  ];
}
