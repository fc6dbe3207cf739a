import { changeUntilFacts, type LastChanges } from '../../../wording/change-until.ts';
import { lengthText } from '../../../wording/lengths.ts';
import {
  allOf,
  changeOfHosts,
  firstNameOf,
  holdersText,
  hostsOf,
  partyLines,
} from '../../../wording/names.ts';
import type { Reader } from '../../../wording/reader-time.ts';
import type { MailBooking } from '../mail-facts.ts';
import { type BookingMailKind, type RecipientRole, untilText } from '../rules.ts';
import type { MailAction, MailContent, MailFact, MailWhen } from './mail-content.ts';

export interface BookingMailFacts {
  readonly booking: MailBooking;
  readonly organizationName: string;
  readonly role: RecipientRole;
  readonly readerName: string;
  /** How the reader is told the times. */
  readonly reader: Reader;
  /** Null for whoever must not manage the booking. */
  readonly links: { readonly view: string; readonly reschedule: string; readonly cancel: string } | null;
  /** Until when the reader can change it; left out where only its start ends that. */
  readonly lastChanges?: Partial<LastChanges>;
  /** Only with a reminder: how long before the start it was wished for. */
  readonly minutesBefore?: number;
}

/** The mail about a booking for one reader, with every time in the reader's zone. */
export function bookingMail(kind: BookingMailKind, facts: BookingMailFacts): MailContent {
  const { booking, readerName } = facts;
  const words = wordsOf(kind, facts);
  const when = whenOf(kind, facts);
  return {
    subject: words.subject,
    preview: when.lines.join(', '),
    sender: facts.organizationName,
    heading: words.heading,
    when,
    intro: [`Hi ${firstNameOf(readerName)}, ${words.intro}`],
    facts: factsOf(kind, facts),
    quotes: quotesOf(kind, booking),
    actions: actionsOf(kind, facts),
    footer: [footerOf(kind, facts)],
  };
}

/** What an inbox must show stands first in a subject: when it is, or that it is not. */
function wordsOf(
  kind: BookingMailKind,
  { booking, reader, role, minutesBefore = 0 }: BookingMailFacts,
): { subject: string; heading: string; intro: string } {
  const start = Date.parse(booking.start_time);
  const meeting = `${booking.event_type.title} with ${otherSide(booking, role)}`;
  const at = `${reader.shortDay(start)}, ${reader.time(start)}`;
  switch (kind) {
    case 'booking_confirmed':
      return role === 'host'
        ? {
            subject: `New booking, ${at}: ${meeting}`,
            heading: 'You have a new booking',
            intro: `${booking.invitee_name} booked ${booking.event_type.title} with you. The calendar invitation is attached.`,
          }
        : {
            subject: `${at}: ${meeting}`,
            heading: 'You’re booked',
            intro: `your ${meeting} is confirmed. The calendar invitation is attached.`,
          };
    case 'booking_rescheduled':
      return {
        subject: `Moved to ${at}: ${meeting}`,
        heading: 'A new time',
        intro: `your ${meeting} has moved. The attached invitation replaces the earlier one.`,
      };
    case 'booking_reassigned':
      return {
        subject: `Another host, ${at}: ${meeting}`,
        heading: 'Another host',
        intro: `${allOf(changeOfHosts(booking).arriving)} holds your ${booking.event_type.title}${inPlaceOf(booking)}. It takes place at the same time; the attached invitation replaces the earlier one.`,
      };
    case 'booking_assigned':
      return {
        subject: `Yours now, ${at}: ${meeting}`,
        heading: 'This booking is yours now',
        intro: `you hold this meeting${inPlaceOf(booking)}. The calendar invitation is attached.`,
      };
    case 'booking_unassigned':
      return {
        subject: `No longer yours: ${meeting}, ${at}`,
        heading: 'This booking is no longer yours',
        intro: `${holdingInstead(booking)} this meeting in your place. The attached update removes it from your calendar.`,
      };
    case 'booking_cancelled':
      return {
        subject: `Cancelled: ${meeting}, ${at}`,
        heading: role === 'host' ? 'The booking is cancelled' : 'Your booking is cancelled',
        intro: `your ${meeting} is off. The attached update removes it from your calendar.`,
      };
    case 'booking_reminder': {
      const { subject, heading } = untilText(reader, start, minutesBefore);
      return {
        subject: `${subject}: ${meeting}`,
        heading,
        intro: `this is a reminder of your ${meeting}.`,
      };
    }
  }
}

const inPlaceOf = (booking: MailBooking): string => {
  const { leaving } = changeOfHosts(booking);
  return leaving.length > 0 ? ` in place of ${allOf(leaving)}` : '';
};

const holdingInstead = (booking: MailBooking): string => {
  const { arriving } = changeOfHosts(booking);
  const holding = arriving.length > 0 ? arriving : hostsOf(booking);
  return `${allOf(holding)} ${holding.length > 1 ? 'hold' : 'holds'}`;
};

/** How the meeting is named to its reader: by whoever sits on the other side. */
function otherSide(booking: BookingMailFacts['booking'], role: RecipientRole): string {
  const others = booking.attendee_count - 1;
  const party = others > 0 ? `${booking.invitee_name} and ${others} more` : booking.invitee_name;
  return role === 'host' ? party : holdersText(hostsOf(booking)) || 'your host';
}

function whenOf(kind: BookingMailKind, { booking, reader }: BookingMailFacts): MailWhen {
  const start = Date.parse(booking.start_time);
  const length = Date.parse(booking.end_time) - start;
  const previous = kind === 'booking_rescheduled' ? booking.previous_start_time : undefined;
  const before = previous === undefined ? undefined : Date.parse(previous);
  return {
    leaf: reader.leaf(start),
    lines: [reader.day(start), `${reader.span(start, start + length)} · ${reader.zoneName(start)}`],
    ...(before !== undefined && {
      before: `${reader.day(before)}, ${reader.span(before, before + length)}`,
    }),
    isGone: kind === 'booking_cancelled' || kind === 'booking_unassigned',
  };
}

const factsOf = (
  kind: BookingMailKind,
  { booking, reader, lastChanges = {} }: BookingMailFacts,
): MailFact[] => [
  { label: 'Length', value: lengthText(booking.event_type.duration) },
  ...(booking.location === null ? [] : [{ label: 'Where', value: booking.location }]),
  ...(booking.meeting_url === null ? [] : [{ label: 'Join', value: booking.meeting_url }]),
  ...hostFact(booking),
  {
    label: booking.attendee_count > 1 ? 'Attendees' : 'Invitee',
    value: partyLines(booking.attendees, booking.attendee_count).join('\n'),
  },
  ...(kind === 'booking_cancelled' ? [] : changeUntilFacts(lastChanges, reader)),
];

function hostFact(booking: MailBooking): MailFact[] {
  const hosts = hostsOf(booking);
  const names = hosts.map(({ name }) => name).join(', ');
  return names === '' ? [] : [{ label: hosts.length > 1 ? 'Hosts' : 'Host', value: names }];
}

const reasonOf: Partial<Record<BookingMailKind, (booking: MailBooking) => string | null | undefined>> = {
  booking_cancelled: ({ cancel_reason }) => cancel_reason,
  booking_rescheduled: ({ reschedule_reason }) => reschedule_reason,
  booking_reassigned: ({ reassign_reason }) => reassign_reason,
  booking_assigned: ({ reassign_reason }) => reassign_reason,
  booking_unassigned: ({ reassign_reason }) => reassign_reason,
};

function quotesOf(kind: BookingMailKind, booking: MailBooking): MailContent['quotes'] {
  const reason = reasonOf[kind]?.(booking) ?? null;
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

function footerOf(kind: BookingMailKind, { role, organizationName, booking }: BookingMailFacts): string {
  if (kind === 'booking_unassigned')
    return `You get this because you hosted this meeting for ${organizationName}.`;
  if (role === 'host') return `You get this because you host this meeting for ${organizationName}.`;
  const who = role === 'invitee' ? 'you booked with' : `${booking.invitee_name} booked you in with`;
  return `You get this because ${who} ${organizationName}.`;
}
