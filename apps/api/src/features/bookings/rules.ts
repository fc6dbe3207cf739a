import type { BookingCreate } from '@astrocal/contract';
import type { SlotOverride } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import { type Issue, invalid } from '../../lib/api-error.ts';
import { mailboxOf } from '../../lib/mailbox.ts';
import { type Caller, isOutsider, type Principal } from '../../lib/principal.ts';
import { optionalText, requiredLine } from '../../lib/text.ts';
import { decideStep, isGone, type Life, type LifeStep } from './life.ts';
import { type CutOffs, isTooLate } from './rules-cut-offs.ts';

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
  readonly externalId: string | null;
}

/** Reads the body of POST /v1/bookings but for the slot. Throws `validation_error`. */
export const parseRequest = (principal: Principal, body: Body): BookingRequest => ({
  party: parseParty(body),
  notes: optionalText(body.notes),
  // The caller's own: kept byte for byte.
  metadata: body.metadata ?? {},
  externalId: parseExternalId(principal, body),
});

/** What is an insider's to ask for: throws `validation_error` where somebody without a key does. */
function refuseWithoutKey(principal: Principal, field: string): void {
  if (isOutsider(principal)) throw invalid({ path: `body.${field}`, message: 'needs an API key' });
}

/** The rules that a key sets aside. Throws `validation_error` where somebody without one names any. */
export function parseOverride(principal: Principal, { override = [] }: Pick<Body, 'override'>): SlotOverride {
  if (override.length > 0) refuseWithoutKey(principal, 'override');
  return override;
}

/** Whether nobody is to be mailed about it. Throws `validation_error` where somebody without a key asks for that. */
export function parseSilence(principal: Principal, { notify = true }: Pick<Body, 'notify'>): boolean {
  if (!notify) refuseWithoutKey(principal, 'notify');
  return !notify;
}

/** Ids of an organization's own are its own to give: throws `validation_error` where somebody without a key does. */
function parseExternalId(principal: Principal, { external_id: externalId = null }: Body): string | null {
  if (externalId !== null) refuseWithoutKey(principal, 'external_id');
  return externalId;
}

/** The party of a booking: either the `invitee_*` fields or `attendees`. Throws `validation_error`. */
function parseParty(body: Body): Party {
  if (body.attendees) return parseAttendees(body, body.attendees);
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

function parseAttendees(body: Body, attendees: NonNullable<Body['attendees']>): Party {
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

export type MoveObstacle = 'cancelled' | 'own_time' | 'past' | 'deleted' | 'too_late';

/**
 * What moving a booking makes of it, or what stands in the way (docs/bookings.md, Move). Without a new start: of moving
 * it to any other time.
 */
export function judgeMove(
  booking: Life & { readonly revision: number },
  eventType: CutOffs & { readonly deleted_at: Date | null },
  { by, now, newStart }: { by: Caller; now: number; newStart?: number },
): LifeStep | MoveObstacle {
  const step = decideStep('move', booking, now);
  if (!step.ok && isGone(step.phase)) return 'cancelled';
  if (booking.start_at.getTime() === newStart) return 'own_time';
  if (!step.ok) return 'past';
  if (eventType.deleted_at !== null) return 'deleted';
  const startAt = booking.start_at;
  return isOutsider(by) && isTooLate('move', eventType, { startAt, now }) ? 'too_late' : step;
}
