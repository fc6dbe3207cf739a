import type { BookingCreate } from '@astrocal/contract';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import { cleanLine, cleanText, requiredLine } from '../../lib/text.ts';

/** How long an unpaid booking holds its time (docs/bookings.md, States). */
export const unpaidHoldMs = 30 * 60_000;

export interface Person {
  readonly name: string;
  readonly email: string;
  readonly timezone: string;
}

/** Who comes: the invitee first. */
export type Party = readonly [Person, ...Person[]];

type Body = Static<typeof BookingCreate>;

/** What a booking is asked for with, read and cleaned. */
export interface BookingRequest {
  readonly party: Party;
  readonly notes: string | null;
  readonly metadata: Record<string, string | number | boolean>;
}

/** Reads the body of POST /v1/bookings but for the slot. Throws `validation_error`. */
export const readRequest = (body: Body): BookingRequest => ({
  party: readParty(body),
  notes: readNotes(body.notes),
  metadata: readMetadata(body.metadata),
});

/** The party of a booking: either the `invitee_*` fields or `attendees`. Throws `validation_error`. */
export function readParty(body: Body): Party {
  if (body.attendees) return readAttendees(body, body.attendees);
  const issues: Issue[] = [];
  if (body.invitee_name === undefined)
    issues.push({ path: 'body.invitee_name', message: 'is required (or attendees)' });
  if (body.invitee_email === undefined)
    issues.push({ path: 'body.invitee_email', message: 'is required (or attendees)' });
  if (issues.length > 0) throw invalid(...issues);
  return [
    {
      name: requiredLine('body.invitee_name', body.invitee_name ?? ''),
      email: body.invitee_email ?? '',
      timezone: body.invitee_timezone ?? 'UTC',
    },
  ];
}

function readAttendees(body: Body, attendees: NonNullable<Body['attendees']>): Party {
  const issues: Issue[] = (['invitee_name', 'invitee_email', 'invitee_timezone'] as const)
    .filter((field) => body[field] !== undefined)
    .map((field) => ({ path: `body.${field}`, message: 'cannot stand beside attendees' }));
  const seen = new Set<string>();
  attendees.forEach(({ email }, i) => {
    if (seen.has(mailboxOf(email)))
      issues.push({ path: `body.attendees.${i}.email`, message: 'is named twice' });
    seen.add(mailboxOf(email));
  });
  if (issues.length > 0) throw invalid(...issues);
  return attendees.map(({ name, email, timezone }, i) => ({
    name: requiredLine(`body.attendees.${i}.name`, name),
    email,
    timezone: timezone ?? 'UTC',
  })) as unknown as Party;
}

/** Metadata with clean texts. Throws `validation_error` for names that show nothing or become the same. */
export function readMetadata(metadata: Body['metadata'] = {}): Record<string, string | number | boolean> {
  const clean = new Map<string, string | number | boolean>();
  for (const [key, value] of Object.entries(metadata)) {
    const name = requiredLine('body.metadata', key);
    if (clean.has(name)) throw invalid({ path: `body.metadata.${name}`, message: 'is named twice' });
    clean.set(name, typeof value === 'string' ? cleanText(value) : value);
  }
  return Object.fromEntries(clean);
}

/** Notes of several lines; null when nothing is left. */
export const readNotes = (notes: string | null | undefined): string | null =>
  notes ? cleanText(notes) || null : null;

/** A reason in one line; null when nothing is left. */
export const readReason = (reason: string | null | undefined): string | null =>
  reason ? cleanLine(reason) || null : null;

interface Standing {
  readonly status: 'confirmed' | 'rescheduled' | 'pending_payment' | 'cancelled';
  readonly payment_expires_at: Date | null;
}

export type MoveObstacle = 'cancelled' | 'own_time' | 'past' | 'deleted';

/** Whether the booking is unpaid and its time is over: it is as good as cancelled. */
export const hasLapsed = ({ status, payment_expires_at }: Standing, now: number): boolean =>
  status === 'pending_payment' && payment_expires_at !== null && payment_expires_at.getTime() <= now;

/**
 * What stands in the way of moving a booking; null when nothing does (docs/bookings.md, Move). Without a new
 * start: of moving it to any other time.
 */
export function findMoveObstacle(
  booking: Standing & { readonly start_at: Date },
  eventType: { readonly deleted_at: Date | null },
  { now, newStart }: { now: number; newStart?: number },
): MoveObstacle | null {
  if (booking.status === 'cancelled' || hasLapsed(booking, now)) return 'cancelled';
  if (booking.start_at.getTime() === newStart) return 'own_time';
  if (booking.start_at.getTime() <= now) return 'past';
  if (eventType.deleted_at !== null) return 'deleted';
  return null;
}
