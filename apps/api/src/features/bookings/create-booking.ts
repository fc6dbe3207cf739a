import type { BookingCreate, MessageEvent } from '@astrocal/contract';
import type { Instant } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../lib/api-error.ts';
import { newId, newInternalId } from '../../lib/ids.ts';
import { instantOf } from '../../lib/instants.ts';
import { isOutsider, type Principal } from '../../lib/principal.ts';
import { chooseDuration, isBookable, questionOf, type Snapshot } from '../availability/index.ts';
import {
  capResetsAt,
  countOneMore,
  currentPeriodStart,
  locateEventType,
  receiptsOf,
  recountReceived,
} from '../event-types/index.ts';
import { decideUnderLocks } from './choose-host.ts';
import { chosenHosts, claimSpots } from './claim-spots.ts';
import { expireUnpaidJob } from './jobs.ts';
import { type Beginning, begin } from './life.ts';
import { lockForBooking, readLocked, readPlanned } from './locking.ts';
import { bookingMessage } from './message.ts';
import { judgePublicParty } from './public-claims.ts';
import { RefusedClaim, type SlotWish } from './refusals.ts';
import { type BookingRequest, parseOverride, parseRequest } from './rules.ts';
import { type BookingRecord, sendBooking } from './store.ts';
import type { ChosenHosts } from './store-allocations.ts';
import { sealNewToken } from './token.ts';

/**
 * Books a slot (docs/bookings.md, Create). Run it inside `answeringRefusals`.
 * Throws `validation_error`, `not_found`, `conflict` for a second place, and RefusedClaim when the time cannot be booked.
 */
export async function createBooking(
  deps: Deps,
  tx: Tx,
  principal: Principal,
  body: Static<typeof BookingCreate>,
): Promise<BookingRecord> {
  const request = parseRequest(principal, body);
  const override = parseOverride(principal, body);
  const start = instantOf(body.start_time);
  const eventType = await locateEventType(deps, tx, { principal, id: body.event_type_id });
  const plan = eventType && (await lockForBooking(deps, tx, eventType));
  if (!plan) throw notFound('event_type');
  const now = deps.clock.now();
  const scene = { plan, eventType, range: { start, end: start + 1 }, now };
  const seen = await (plan.choosesHost ? readPlanned(tx, scene) : readLocked(deps, tx, scene));
  if (!isBookable(seen, principal)) throw notFound('event_type');
  const durationMinutes = chooseDuration(seen.eventType, body.duration, 'body.duration');
  const emails = request.party.map(({ email }) => email);
  const claim = { emails, start, durationMinutes, now };
  const allowed = isOutsider(principal) ? await judgePublicParty(tx, seen, claim) : {};
  const wish = { eventType, start, durationMinutes, spots: emails.length, isMove: false, ...allowed };
  const judge = (each: Snapshot) =>
    deps.guards.decideSlot(questionOf(each, { ...wish, now }), start, override);
  const { snapshot, verdict } = await decideUnderLocks(deps, tx, { scene, seen, judge });
  if (!verdict.ok) throw new RefusedClaim(wish, verdict.reason, capResetsAt(snapshot.eventType, now));
  await countTowardsCap(tx, snapshot, { wish, now });
  const beginning = begin({ isPriced: snapshot.eventType.price_amount !== null, now });
  const hosts = chosenHosts(snapshot, verdict.slot);
  const booking = await storeBooking(deps, tx, snapshot, { wish, hosts, request, beginning, now });
  await announce(deps, tx, booking, { by: principal, beginning, now });
  return booking;
}

/** Counts the booking where the event type has a cap. Throws RefusedClaim when the count is at the cap. */
async function countTowardsCap(
  tx: Tx,
  { eventType }: Snapshot,
  { wish, now }: { wish: SlotWish; now: Instant },
): Promise<void> {
  const start = currentPeriodStart(eventType, now);
  if (start === null || eventType.booking_cap === null) return;
  const periodStart = new Date(start);
  if (receiptsOf(eventType).periodStart !== start) await recountReceived(tx, eventType, periodStart);
  if (!(await countOneMore(tx, eventType, { periodStart, limit: eventType.booking_cap })))
    throw new RefusedClaim(wish, 'cap_reached', capResetsAt(eventType, now));
}

interface Draft {
  readonly wish: SlotWish;
  readonly hosts: ChosenHosts;
  readonly request: BookingRequest;
  readonly beginning: Beginning;
  readonly now: Instant;
}

async function storeBooking(
  { keyring }: Deps,
  tx: Tx,
  snapshot: Snapshot,
  { wish, hosts, request, beginning, now }: Draft,
): Promise<BookingRecord> {
  const { eventType } = snapshot;
  const [host] = hosts;
  // Received after the cap was set, though the clock of the process that set it was ahead of ours.
  const createdAt = new Date(Math.max(now, eventType.booking_cap_set_at?.getTime() ?? now));
  const startAt = new Date(wish.start);
  const endAt = new Date(wish.start + wish.durationMinutes * 60_000);
  const key = { organization_id: eventType.organization_id, id: newId('booking', now) };
  const { party, notes, metadata, externalId } = request;
  const [invitee] = party;
  const row = {
    ...key,
    is_test: eventType.is_test,
    event_type_id: eventType.id,
    host_id: host.id,
    allocation_id: await claimSpots(tx, snapshot, {
      newId: newInternalId('alc', now),
      hosts,
      startAt,
      endAt,
      spots: party.length,
      now: createdAt,
    }),
    status: beginning.status,
    start_at: startAt,
    end_at: endAt,
    invitee_name: invitee.name,
    invitee_email: invitee.email,
    invitee_timezone: invitee.timezone,
    attendees: party.map((person) => ({ id: newId('attendee', now), ...person })),
    attendee_count: party.length,
    notes,
    metadata,
    external_id: externalId,
    location: eventType.location,
    price_amount: eventType.price_amount,
    price_currency: eventType.price_amount === null ? null : eventType.price_currency,
    payment_expires_at: beginning.payment_expires_at,
    cancel_token_sealed: sealNewToken(key, keyring),
    revision: 0,
    token_moves: 0,
    token_moves_hour: null,
    token_moves_in_hour: 0,
    cancelled_at: null,
    cancel_reason: null,
    rescheduled_at: null,
    reschedule_reason: null,
    created_at: createdAt,
    updated_at: createdAt,
  };
  sendBooking(tx, row);
  return { ...row, event_type_title: eventType.title, host_name: host.name, host_email: host.email };
}

/** Tells of the booking, and has it lapse where it stays unpaid. */
async function announce(
  deps: Deps,
  tx: Tx,
  booking: BookingRecord,
  { by, beginning, now }: Pick<Draft, 'beginning' | 'now'> & { readonly by: Principal },
): Promise<void> {
  const { organization_id, is_test: isTest, id } = booking;
  const data = bookingMessage(booking);
  const [first, ...others] = beginning.tells;
  const factOf = (event: MessageEvent) => ({ organizationId: organization_id, isTest, event, data });
  record(deps, tx, { by, now }, factOf(first), ...others.map(factOf));
  const { payment_expires_at: startAfter } = beginning;
  if (startAfter !== null)
    await deps.queue.enqueue(tx, expireUnpaidJob, { organization_id, id }, { startAfter });
}
