import type { BookingMessage, MessageEvent } from '@astrocal/contract';
import type { Static } from 'typebox';
import { isPlaceholderAddress } from '../../lib/placeholder-address.ts';
import { aheadText } from '../../wording/lengths.ts';
import type { Reader } from '../../wording/reader-time.ts';
import type { Phase } from '../bookings/index.ts';

type Booking = Static<typeof BookingMessage>;

export type BookingMailKind =
  | 'booking_confirmed'
  | 'booking_rescheduled'
  | 'booking_reassigned'
  | 'booking_assigned'
  | 'booking_unassigned'
  | 'booking_cancelled'
  | 'booking_reminder';

/** What a message about a booking is a mail about; nothing of the others. */
export const mailKinds: Partial<Record<MessageEvent, BookingMailKind>> = {
  'booking.confirmed': 'booking_confirmed',
  'booking.rescheduled': 'booking_rescheduled',
  'booking.reassigned': 'booking_reassigned',
  'booking.cancelled': 'booking_cancelled',
};

/** Who reads a mail: the host, the invitee (who holds the token), or another attendee of the party. */
export type RecipientRole = 'host' | 'invitee' | 'attendee';

export interface Recipient {
  readonly role: RecipientRole;
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
}

/** A host of a booking, as messages name them. */
export type NamedHost = NonNullable<Booking['hosts']>[number];

/** Those of a booking's people who read a mail. Hosts read times in the zone of the hours. */
export function findRecipients(
  { hosts, attendees }: Pick<Booking, 'attendees'> & { readonly hosts: readonly NamedHost[] },
  { roles, hostTimezone }: { roles: readonly RecipientRole[]; hostTimezone: string },
): Recipient[] {
  const all: Recipient[] = attendees.map(({ name, email, timezone, is_primary }) => ({
    role: is_primary ? 'invitee' : 'attendee',
    name,
    email,
    timezone,
  }));
  for (const { name, email } of hosts) all.push({ role: 'host', name, email, timezone: hostTimezone });
  return all.filter(({ role }) => roles.includes(role));
}

/** What those hear of a booking whose hosts have changed who hold it no more, and who hold it now. */
export const hostMails = {
  leaving: { kind: 'booking_unassigned', roles: ['host'] },
  arriving: { kind: 'booking_assigned', roles: ['host'] },
} as const;

/** Of a meeting that had begun when it was cancelled nobody needs to hear: whoever did it keeps books. */
export const hadBegun = ({
  cancelled_at,
  start_time,
}: Pick<Booking, 'cancelled_at' | 'start_time'>): boolean =>
  cancelled_at !== null && Date.parse(cancelled_at) >= Date.parse(start_time);

/** From how long before a start on the next day "tomorrow" says it better than hours. */
const tomorrowFromMinutes = 12 * 60;

/** How a reminder says when the meeting is: in its subject and in its heading. */
export function untilText(
  reader: Reader,
  start: number,
  minutesBefore: number,
): { subject: string; heading: string } {
  const days = reader.daysBetween(start - minutesBefore * minuteMs, start);
  const day = ['Today', 'Tomorrow'][days] ?? reader.shortDay(start);
  return {
    subject: `${day}, ${reader.time(start)}`,
    heading:
      days === 1 && minutesBefore >= tomorrowFromMinutes
        ? 'See you tomorrow'
        : `Starts in ${aheadText(minutesBefore)}`,
  };
}

/** What becomes of a mail that was written. */
export type Sending =
  | { readonly status: 'pending' | 'captured'; readonly reason: null }
  | { readonly status: 'failed'; readonly reason: string };

/**
 * Mail of test mode, and where there is no mail server, is kept to be read. Nothing goes to an address of a member that
 * was never filled in: invitees typed theirs themselves, and whether it is one is for the mail server to say.
 */
export function decideSending({
  isTest,
  hasServer,
  role,
  address,
}: {
  readonly isTest: boolean;
  readonly hasServer: boolean;
  readonly role: RecipientRole | 'owner';
  readonly address: string;
}): Sending {
  if (isTest || !hasServer) return { status: 'captured', reason: null };
  return isUnsetAddress(role, address)
    ? {
        status: 'failed',
        reason: `Not sent: ${address} is a placeholder. Give the ${role} an address that exists.`,
      }
    : { status: 'pending', reason: null };
}

/** Whether a member still has the address that stands for none. */
export const isUnsetAddress = (role: RecipientRole | 'owner', address: string): boolean =>
  (role === 'host' || role === 'owner') && isPlaceholderAddress(address);

/** How what a mail is about stands when the mail is to be sent. */
export type SubjectState =
  | {
      readonly revision: number | null;
      readonly phase: Phase | null;
      /** Who holds it. */
      readonly hosts: readonly Pick<NamedHost, 'email'>[];
    }
  | { readonly isWaiting: boolean }
  | { readonly isSwitchedOff: boolean };

/**
 * Why a mail is not to be sent any more; null when it still tells how things stand. It is asked before each attempt: a
 * mail that had to wait may not bring back what was cancelled, nor remind of a time that has changed.
 */
export function whySuperseded(
  {
    kind,
    about_revision,
    recipient_address: reader,
  }: { readonly kind: string; readonly about_revision: number | null; readonly recipient_address: string },
  standing: SubjectState,
): string | null {
  if ('isSwitchedOff' in standing) return standing.isSwitchedOff ? null : 'The webhook is on again or gone.';
  if ('isWaiting' in standing)
    return kind === 'waitlist_joined' && !standing.isWaiting ? 'The wait was over.' : null;
  if (standing.revision === null) return 'The booking is gone.';
  // Whoever holds it no more hears nothing newer, unless they hold it again.
  if (kind === 'booking_unassigned' && !standing.hosts.some(({ email }) => email === reader)) return null;
  if (about_revision !== null && standing.revision > about_revision)
    return 'The booking has changed since: a newer mail tells how.';
  if (kind === 'booking_reminder' && standing.phase !== 'ahead') return 'The booking is not ahead any more.';
  return null;
}

const minuteMs = 60_000;

/** The eight attempts (docs/mail.md): the pauses between them. */
export const mailSchedule = {
  delaysMs: [1, 5, 15, 60, 180, 480, 1440].map((minutes) => minutes * minuteMs),
  jitter: 0,
  longestHintMs: 0,
} as const;

/** How long a mail about a move waits for another move of the booking: a run of them is told by one mail. */
const moveHoldMs = 30_000;

/** When the first attempt of a mail that is written now is due. */
export const firstAttemptAt = (kind: string, now: number): number =>
  kind === 'booking_rescheduled' ? now + moveHoldMs : now;

/** Whether a mail is of no use any more. */
export const isTooLate = ({ expiresAt, now }: { expiresAt: number | null; now: number }): boolean =>
  expiresAt !== null && expiresAt <= now;

export interface ReminderTime {
  readonly minutes: number;
  readonly at: number;
}

/** When to remind of a start: each interval once; those that are over already are left out. */
export const findReminders = (
  intervals: readonly number[],
  { start, now }: { start: number; now: number },
): ReminderTime[] =>
  [...new Set(intervals)]
    .map((minutes) => ({ minutes, at: start - minutes * minuteMs }))
    .filter(({ at }) => at > now);

/** What a reminder says there is left: the interval, or less where it comes late. */
export const minutesLeft = (minutes: number, { start, now }: { start: number; now: number }): number =>
  Math.max(1, Math.min(minutes, Math.round((start - now) / minuteMs)));
