import type { BookingMessage } from '@astrocal/contract';
import type { Zone } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { MailAction, MailContent, MailFact } from './mail-content.ts';
import { dayText, leafOf, lengthText, shortText, spanText, zoneText } from './reader-time.ts';

export type BookingMailKind =
  | 'booking_confirmed'
  | 'booking_rescheduled'
  | 'booking_cancelled'
  | 'booking_reminder';

/** Who reads the mail: the host, the invitee (who holds the token), or another attendee of the party. */
export type BookingReader = 'host' | 'invitee' | 'attendee';

export interface BookingMailFacts {
  readonly booking: Static<typeof BookingMessage>;
  readonly organizationName: string;
  readonly reader: BookingReader;
  readonly readerName: string;
  readonly zone: Zone;
  /** Null for whoever must not manage the booking. */
  readonly links: { readonly view: string; readonly reschedule: string; readonly cancel: string } | null;
  /** Only with a reminder: how long before the start it was wished for. */
  readonly minutesBefore?: number;
}

/** The mail about a booking for one reader, with every time in the reader's zone. */
export function bookingMail(kind: BookingMailKind, facts: BookingMailFacts): MailContent {
  const { booking, zone } = facts;
  const start = Date.parse(booking.start_time);
  const words = { ...wordsOf(kind, facts), when: shortText(zone, start) };
  return {
    subject: `${words.subject}, ${words.when}`,
    preview: `${dayText(zone, start)}, ${spanText(zone, start, Date.parse(booking.end_time))}`,
    heading: words.heading,
    intro: [`Hello ${facts.readerName},`, words.intro],
    leaf: leafOf(zone, start),
    facts: factsOf(kind, facts),
    quotes: quotesOf(kind, booking),
    actions: actionsOf(kind, facts),
    footer: [footerOf(facts)],
  };
}

function wordsOf(
  kind: BookingMailKind,
  { booking, reader, minutesBefore = 0 }: BookingMailFacts,
): { subject: string; heading: string; intro: string } {
  const meeting = `${booking.event_type.title} with ${otherSide(booking, reader)}`;
  switch (kind) {
    case 'booking_confirmed':
      return reader === 'host'
        ? {
            subject: `New booking: ${meeting}`,
            heading: 'You have a new booking',
            intro: `${booking.invitee_name} booked ${booking.event_type.title} with you.`,
          }
        : {
            subject: `Confirmed: ${meeting}`,
            heading: 'Your booking is confirmed',
            intro: `${meeting} is in the calendar. The invitation is attached.`,
          };
    case 'booking_rescheduled':
      return {
        subject: `Moved: ${meeting}`,
        heading: 'The meeting has moved',
        intro: `${meeting} has a new time. The attached invitation replaces the earlier one.`,
      };
    case 'booking_cancelled':
      return {
        subject: `Cancelled: ${meeting}`,
        heading: 'The meeting is cancelled',
        intro: `${meeting} will not take place. The attachment removes it from your calendar.`,
      };
    case 'booking_reminder':
      return {
        subject: `Reminder: ${meeting}`,
        heading: `Starts in ${lengthText(minutesBefore)}`,
        intro: `This is a reminder of ${meeting}.`,
      };
  }
}

/** How the meeting is named to its reader: by whoever sits on the other side. */
function otherSide(booking: BookingMailFacts['booking'], reader: BookingReader): string {
  const others = booking.attendee_count - 1;
  const party = others > 0 ? `${booking.invitee_name} and ${others} more` : booking.invitee_name;
  return reader === 'host' ? party : (booking.assigned_host?.name ?? 'your host');
}

function factsOf(kind: BookingMailKind, { booking, zone }: BookingMailFacts): MailFact[] {
  const start = Date.parse(booking.start_time);
  const end = Date.parse(booking.end_time);
  const previous = kind === 'booking_rescheduled' ? booking.previous_start_time : undefined;
  const before = previous === undefined ? undefined : Date.parse(previous);
  const when = (from: number) => `${dayText(zone, from)}, ${spanText(zone, from, from + (end - start))}`;
  const invitees = booking.attendees.map(({ name, email }) => `${name} <${email}>`).join('\n');
  return [
    { label: 'When', value: when(start), ...(before !== undefined && { before: when(before) }) },
    { label: 'Zone', value: zoneText(zone, start) },
    { label: 'Length', value: lengthText(booking.event_type.duration) },
    ...(booking.location === null ? [] : [{ label: 'Where', value: booking.location }]),
    ...(booking.meeting_url === null ? [] : [{ label: 'Join', value: booking.meeting_url }]),
    ...(booking.assigned_host === null ? [] : [{ label: 'Host', value: booking.assigned_host.name }]),
    { label: booking.attendee_count > 1 ? 'Attendees' : 'Invitee', value: invitees },
  ];
}

function quotesOf(kind: BookingMailKind, booking: BookingMailFacts['booking']): MailContent['quotes'] {
  const reason =
    kind === 'booking_cancelled'
      ? booking.cancel_reason
      : kind === 'booking_rescheduled'
        ? booking.reschedule_reason
        : null;
  return [
    ...(reason === null ? [] : [{ label: 'Reason', text: reason }]),
    ...(booking.notes === null ? [] : [{ label: 'Notes', text: booking.notes }]),
  ];
}

function actionsOf(kind: BookingMailKind, { links }: BookingMailFacts): MailAction[] {
  if (!links) return [];
  const view = { label: 'View booking', url: links.view };
  if (kind === 'booking_cancelled') return [view];
  return [view, { label: 'Reschedule', url: links.reschedule }, { label: 'Cancel', url: links.cancel }];
}

function footerOf({ organizationName, reader, booking }: BookingMailFacts): string {
  if (reader === 'host') return `Sent by ${organizationName} because you are the host of this meeting.`;
  const who = reader === 'invitee' ? 'you booked' : `${booking.invitee_name} booked you into`;
  return `Sent by ${organizationName} because ${who} this meeting.`;
}
