import type { BookingCreate, MessageEvent } from '@astrocal/contract';
import type { Instant } from '@astrocal/scheduling';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { record } from '../../events/record.ts';
import { notFound } from '../../lib/api-error.ts';
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
import { decideUnderLocks, type Judge } from './choose-host.ts';
import { expireUnpaidJob } from './jobs.ts';
import { type Beginning, begin } from './life.ts';
import { lockForBooking, readLocked, readPlanned } from './locking.ts';
import { bookingMessage } from './message.ts';
import { storeBooking } from './new-booking.ts';
import { judgePublicParty } from './public-claims.ts';
import { asWished, RefusedClaim, type SlotWish } from './refusals.ts';
import { parseOverride, parseRequest, parseSilence } from './rules.ts';
import type { BookingRecord } from './store.ts';

/**
 * Books a slot (docs/bookings.md, Create). Run it inside `answeringRefusals`.
 * Throws `validation_error`, `not_found`, `conflict` for a second place, `host_unavailable` where nobody
 * is as wished, and RefusedClaim when the time cannot be booked.
 */
export async function createBooking(
  deps: Deps,
  tx: Tx,
  principal: Principal,
  body: Static<typeof BookingCreate>,
): Promise<BookingRecord> {
  const request = parseRequest(principal, body);
  const override = parseOverride(principal, body);
  const isSilent = parseSilence(principal, body);
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
  const wish = {
    eventType,
    start,
    durationMinutes,
    spots: emails.length,
    isMove: false,
    only: body.host_id,
    attributes: body.host_attributes,
    ...allowed,
  };
  const judge: Judge = (each, only = wish.only) =>
    deps.guards.decideAssignment(questionOf(asWished(each, wish), { ...wish, now, only }), start, override);
  const { snapshot, assignment, among } = await decideUnderLocks(deps, tx, { scene, seen, judge });
  if (!assignment.ok) throw new RefusedClaim(wish, assignment.reason, capResetsAt(snapshot.eventType, now));
  await countTowardsCap(tx, snapshot, { wish, now });
  const beginning = begin({ isPriced: snapshot.eventType.price_amount !== null, now });
  const draft = { wish, decision: assignment, among, request, beginning, now };
  const booking = await storeBooking(deps, tx, snapshot, draft);
  await announce(deps, tx, booking, { by: principal, beginning, isSilent, now });
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

/** Tells of the booking, and has it lapse where it stays unpaid. */
async function announce(
  deps: Deps,
  tx: Tx,
  booking: BookingRecord,
  { by, beginning, isSilent, now }: { by: Principal; beginning: Beginning; isSilent: boolean; now: Instant },
): Promise<void> {
  const { organization_id, is_test: isTest, id } = booking;
  const data = bookingMessage(booking);
  const [first, ...others] = beginning.tells;
  const factOf = (event: MessageEvent) => ({
    organizationId: organization_id,
    isTest,
    event,
    data,
    isSilent,
  });
  record(deps, tx, { by, now }, factOf(first), ...others.map(factOf));
  const { payment_expires_at: startAfter } = beginning;
  if (startAfter !== null)
    await deps.queue.enqueue(tx, expireUnpaidJob, { organization_id, id }, { startAfter });
}
