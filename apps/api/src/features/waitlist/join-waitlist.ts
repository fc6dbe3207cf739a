import type { WaitlistJoin } from '@astrocal/contract';
import type { Instant } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { constraintOf } from '../../db/sqlstate.ts';
import { answered } from '../../db/transactions.ts';
import type { Deps } from '../../deps.ts';
import { ApiError, invalid, notFound } from '../../lib/api-error.ts';
import { newId } from '../../lib/ids.ts';
import { instantOf } from '../../lib/instants.ts';
import { type Caller, isInsider } from '../../lib/principal.ts';
import { optionalText, requiredLine } from '../../lib/text.ts';
import { chooseDuration, isBookable, type Snapshot } from '../availability/index.ts';
import {
  findHeldSpots,
  LostRace,
  lockForClaim,
  mayHaveSeveral,
  RefusedClaim,
  readLocked,
  secondSpot,
} from '../bookings/index.ts';
import { locateEventType } from '../event-types/index.ts';
import { expireEntries } from './expire.ts';
import { expireEntryJob } from './jobs.ts';
import { entryJoined } from './ports.ts';
import { lookAgain } from './reopen.ts';
import { expiryOf, findJoinObstacle, startsOf, type Wish } from './rules.ts';
import { type EntryRecord, findEndOfLine, insertEntry } from './store.ts';
import { sealNewToken } from './token.ts';

type Body = Static<typeof WaitlistJoin>;

/**
 * Puts someone in line (docs/waitlist.md, Join). Run it inside `answeringRefusals`. It takes the locks of a booking: a
 * spot that is freed meanwhile is either seen here, or its promotion sees the entry.
 * Throws `validation_error`, `not_found`, `conflict`, and RefusedClaim for a time that nobody can wait for.
 */
export async function joinWaitlist(deps: Deps, tx: Tx, principal: Caller, body: Body): Promise<EntryRecord> {
  const invitee = parseInvitee(body);
  const start = typeof body.start_time === 'string' ? instantOf(body.start_time) : null;
  const located = await locateEventType(deps, tx, { principal, id: body.event_type_id });
  const plan = located && (await lockForClaim(deps, tx, located));
  if (!plan) throw notFound('event_type');
  await answered(tx); // the instant is that under the locks: whoever waited for them at midnight is of the next day
  const now = deps.clock.now();
  const range = startsOf({ start, durationMinutes: 0 }, now);
  const snapshot = await readLocked(deps, tx, { plan, eventType: located, range, now });
  const { eventType } = snapshot;
  if (!isBookable(snapshot, principal)) throw notFound('event_type');
  if (!eventType.waitlist_enabled) throw invalid({ path: 'body.event_type_id', message: 'has no waitlist' });
  const durationMinutes = chooseDuration(eventType, body.duration_minutes, 'body.duration_minutes');
  const wish = { start, durationMinutes };
  await refuseHolder(tx, snapshot, { wish, email: invitee.invitee_email, now, toKey: isInsider(principal) });
  refuseObstacle(snapshot, wish, now);
  const line = { organizationId: eventType.organization_id, eventTypeId: eventType.id };
  const own = { email: invitee.invitee_email, start: start === null ? null : new Date(start) };
  await expireEntries(deps, tx, line, { who: own, now }); // else it would hold its wish against the newcomer
  return storeEntry(deps, tx, snapshot, { wish, invitee, now });
}

const parseInvitee = ({ invitee_name, invitee_email, invitee_timezone, notes }: Body) => ({
  invitee_name: requiredLine('body.invitee_name', invitee_name),
  invitee_email,
  invitee_timezone,
  notes: optionalText(notes),
});

/** Throws `conflict` where the address has a spot already in the very slot that it would wait for. */
async function refuseHolder(
  tx: Tx,
  { eventType }: Snapshot,
  { wish, email, now, toKey }: { wish: Wish; email: string; now: Instant; toKey: boolean },
): Promise<void> {
  if (wish.start === null || mayHaveSeveral(eventType)) return;
  const { start, durationMinutes } = wish;
  const [spot] = await findHeldSpots(tx, eventType, {
    emails: [email],
    starts: [start],
    durationMinutes,
    now,
  });
  if (spot) throw secondSpot(spot, { toKey });
}

function refuseObstacle(snapshot: Snapshot, wish: Wish, now: Instant): void {
  const obstacle = findJoinObstacle(snapshot, wish, now);
  if (obstacle === null) return;
  if (wish.start === null || obstacle === 'bookable')
    throw new ApiError('conflict', 'There’s a free place, so no waitlist is needed. Book it instead.');
  const { start, durationMinutes } = wish;
  const claim = { eventType: snapshot.eventType, start, durationMinutes, spots: 1, isMove: false };
  throw new RefusedClaim(claim, obstacle);
}

interface Draft {
  readonly wish: Wish;
  readonly invitee: ReturnType<typeof parseInvitee>;
  readonly now: Instant;
}

async function storeEntry(
  deps: Deps,
  tx: Tx,
  { eventType }: Snapshot,
  { wish, invitee, now }: Draft,
): Promise<EntryRecord> {
  const { organization_id, is_test, id: eventTypeId } = eventType;
  const at = new Date(now);
  const startAt = wish.start === null ? null : new Date(wish.start);
  const line = { organizationId: organization_id, eventTypeId };
  const { last, before } = await findEndOfLine(tx, line, { start: startAt, now: at });
  const key = { organization_id, id: newId('waitlist_entry', now) };
  const expiresAt = new Date(expiryOf(wish, now));
  const row = {
    ...key,
    is_test,
    event_type_id: eventTypeId,
    status: 'waiting' as const,
    place: last + 1,
    start_at: startAt,
    duration_minutes: wish.durationMinutes,
    ...invitee,
    joined_position: before + 1,
    booking_id: null,
    cancel_token_sealed: sealNewToken(key, deps.keyring),
    expires_at: expiresAt,
    created_at: at,
    updated_at: at,
  };
  await orWaitsAlready(insertEntry(tx, row));
  await deps.queue.enqueue(tx, expireEntryJob, key, { startAfter: expiresAt });
  await deps.port(entryJoined)(deps, tx, key);
  await lookAgain(deps, tx, eventType, now);
  return { ...row, position: row.joined_position };
}

async function orWaitsAlready(write: Promise<void>): Promise<void> {
  try {
    await write;
  } catch (error) {
    const constraint = constraintOf(error);
    if (constraint === 'waitlist_entries_one_wish')
      throw new ApiError('conflict', 'You’re already on this waitlist. We email you when a place opens.');
    throw constraint === 'waitlist_entries_places' ? new LostRace() : error;
  }
}
