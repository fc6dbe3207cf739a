import type { Assignment, Instant } from '@astrocal/scheduling';
import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId, newInternalId } from '../../lib/ids.ts';
import { questionOf, type Snapshot } from '../availability/index.ts';
import { sendVirtualTime } from '../event-types/index.ts';
import { chosenHosts, claimSpots } from './claim-spots.ts';
import type { Beginning } from './life.ts';
import type { SlotWish } from './refusals.ts';
import type { BookingRequest } from './rules.ts';
import { type BookingRecord, type BookingRow, bookingHost, sendBooking } from './store.ts';
import { sealNewToken } from './token.ts';
import { assignmentOf, type Decision, servedBy, turnOf } from './turns.ts';

/** A booking that was decided. */
interface Draft {
  readonly wish: SlotWish;
  readonly decision: Decision;
  /** The decision before one was taken of those who could be. */
  readonly among: Assignment;
  readonly request: BookingRequest;
  readonly beginning: Beginning;
  readonly now: Instant;
}

/** Takes the time, and stores the booking with whose turn it was. */
export async function storeBooking(
  deps: Pick<Deps, 'keyring'>,
  tx: Tx,
  snapshot: Snapshot,
  draft: Draft,
): Promise<BookingRecord> {
  const { eventType } = snapshot;
  const { wish, decision, among, request, now } = draft;
  const question = questionOf(snapshot, { ...wish, now });
  const hosts = chosenHosts(snapshot, decision.slot.hostIds);
  const times = timesOf(wish);
  const turn = turnOf(question, decision);
  // Received after the cap was set, though the clock of the process that set it was ahead of ours.
  const createdAt = new Date(Math.max(now, eventType.booking_cap_set_at?.getTime() ?? now));
  const { allocationId, isOpened } = await claimSpots(tx, snapshot, {
    newId: newInternalId('alc', now),
    hosts,
    startAt: times.start_at,
    endAt: times.end_at,
    spots: request.party.length,
    turn,
    now: createdAt,
  });
  const hostIds = hosts.map(({ id }) => id);
  const [host_id, ...others] = hostIds as [string, ...string[]];
  const row: BookingRow = {
    ...newRow(deps, snapshot, draft),
    ...times,
    host_id,
    other_host_ids: others.length === 0 ? null : others,
    assignment: among.ok ? assignmentOf(question, among) : null,
    allocation_id: allocationId,
    created_at: createdAt,
    updated_at: createdAt,
  };
  const charged = isOpened ? turn : null;
  sendBooking(tx, row, { eventType, changes: servedBy(hostIds, charged), at: createdAt });
  if (charged) sendVirtualTime(tx, eventType, charged.virtualTime);
  const [first, ...rest] = hosts;
  return {
    ...row,
    event_type_title: eventType.title,
    hosts: [bookingHost(first), ...rest.map(bookingHost)],
  };
}

const timesOf = ({ start, durationMinutes }: SlotWish) => ({
  start_at: new Date(start),
  end_at: new Date(start + durationMinutes * 60_000),
});

type Decided =
  | 'start_at'
  | 'end_at'
  | 'host_id'
  | 'other_host_ids'
  | 'assignment'
  | 'allocation_id'
  | 'created_at'
  | 'updated_at';

/** What the row says beside when it is and who holds it. */
function newRow(
  { keyring }: Pick<Deps, 'keyring'>,
  { eventType }: Snapshot,
  { request, beginning, now }: Draft,
): Omit<BookingRow, Decided> {
  const key = { organization_id: eventType.organization_id, id: newId('booking', now) };
  const { party, notes, metadata, externalId } = request;
  const [invitee] = party;
  return {
    ...key,
    is_test: eventType.is_test,
    event_type_id: eventType.id,
    status: beginning.status,
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
    no_show_at: null,
    rescheduled_at: null,
    reschedule_reason: null,
  };
}
