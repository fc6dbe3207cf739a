import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { insertRows } from '../../db/insert.ts';
import { send } from '../../db/transactions.ts';
import { lotsOf } from '../../lib/lots.ts';
import type { Snapshot, SnapshotHost } from '../availability/index.ts';
import { alsoTakingBack } from '../event-types/index.ts';
import type { BookingRow } from './store.ts';
import type { Turn } from './turns.ts';

/** Whose time a claim takes, the one who is shown first. */
export type ChosenHosts = readonly [SnapshotHost, ...SnapshotHost[]];

/** A claim on the time of hosts: the slot, and how many of its spots. */
export interface Claim {
  /** Used when the slot has no allocation yet. */
  readonly newId: string;
  readonly hosts: ChosenHosts;
  readonly startAt: Date;
  readonly endAt: Date;
  readonly spots: number;
  /** Whose turn it is if that opens the slot, and by which weight. */
  readonly turn: Pick<Turn, 'memberId' | 'weight'> | null;
  readonly now: Date;
}

/**
 * Changes every row of the claim. The capacity follows the event type's: it may have been raised since the first joiner,
 * or lowered below them. False where it was released meanwhile.
 */
export async function joinAllocation(
  tx: Tx,
  { eventType }: Snapshot,
  id: string,
  spots: number,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('allocations')
    .set((eb) => ({
      spots_taken: eb('spots_taken', '+', spots),
      capacity: sql<number>`greatest(${eventType.max_attendees}, spots_taken)`,
    }))
    .where('organization_id', '=', eventType.organization_id)
    .where('id', '=', id)
    .where('released_at', 'is', null)
    .executeTakeFirstOrThrow();
  return numUpdatedRows > 0n;
}

/** Inserts a row for each host, which reserves the buffers too. Returns the id that they share. */
export function sendAllocation(tx: Tx, { eventType }: Snapshot, claim: Claim): string {
  const { newId: id, hosts, startAt, endAt, spots, turn, now } = claim;
  const from = new Date(startAt.getTime() - eventType.buffer_before_minutes * 60_000);
  const until = new Date(endAt.getTime() + eventType.buffer_after_minutes * 60_000);
  const rows = hosts.map((host) => ({
    organization_id: eventType.organization_id,
    id,
    subject_id: host.id,
    is_test: eventType.is_test,
    kind: 'booking' as const,
    event_type_id: eventType.id,
    slot_start: startAt,
    slot_end: endAt,
    reserved: `[${from.toISOString()},${until.toISOString()})`,
    capacity: Math.max(eventType.max_attendees, spots), // a party that moves keeps its size
    spots_taken: spots,
    turn_weight: turn?.memberId === host.id ? turn.weight : null,
    created_at: now,
    released_at: null,
  }));
  for (const lot of lotsOf(rows)) send(tx, insertRows('allocations', ...lot));
  return id;
}

/** A booking's part of a claim. */
type Part = Pick<BookingRow, 'organization_id' | 'allocation_id' | 'attendee_count'>;

/** Gives spots of every row of the claim back; the last one frees the time. Whose turn it was is another matter. */
export function sendRelease(tx: Tx, part: Part, now: Date): void {
  send(tx, releaseOf(tx, part, now));
}

/**
 * The same of a booking that ends: before the meeting its hosts have one less, and whose turn it was gets that back with
 * the last spot.
 */
export function sendEnd(tx: Tx, part: Part, now: Date): void {
  const release = releaseOf(tx, part, now).returning([
    'event_type_id',
    'subject_id',
    sql<boolean>`slot_start > ${now}`.as('is_ahead'),
    sql<number | null>`case when spots_taken = 0 then turn_weight end`.as('turn_weight'),
  ]);
  send(tx, alsoTakingBack(release, part));
}

const releaseOf = (tx: Tx, { organization_id, allocation_id, attendee_count: spots }: Part, now: Date) =>
  tx
    .updateTable('allocations')
    .set((eb) => ({
      spots_taken: eb('spots_taken', '-', spots),
      released_at: sql<Date | null>`case when spots_taken = ${spots} then ${now}::timestamptz end`,
    }))
    .where('organization_id', '=', organization_id)
    .where('id', '=', allocation_id);

/**
 * Makes the claim anew without one of its hosts, for all who have spots of it: it reserves what it reserved, and whose turn
 * it was stays so. Returns the weight of the turn that the host had, else null.
 */
export async function claimWithout(
  tx: Tx,
  { organization_id, allocation_id }: Pick<Part, 'organization_id' | 'allocation_id'>,
  { hostId, newId, now }: { hostId: string; newId: string; now: Date },
): Promise<number | null> {
  const ofClaim = () =>
    tx
      .updateTable('allocations')
      .where('organization_id', '=', organization_id)
      .where('id', '=', allocation_id);
  const rows = await ofClaim().set({ released_at: now }).returningAll().execute();
  const kept = rows.filter(({ subject_id }) => subject_id !== hostId);
  await ofClaim().set({ spots_taken: 0 }).execute();
  for (const lot of lotsOf(kept.map((row) => ({ ...row, id: newId, released_at: null }))))
    send(tx, insertRows('allocations', ...lot));
  return rows.find(({ subject_id }) => subject_id === hostId)?.turn_weight ?? null;
}

/** Whose turn a claim was, and whether somebody else has spots of it beside so many. */
export async function findTurn(
  tx: Tx,
  { organization_id, allocation_id, attendee_count: spots }: Part,
): Promise<{ memberId: string; weight: number; isShared: boolean } | null> {
  const row = await tx
    .selectFrom('allocations')
    .select(['subject_id', 'turn_weight', 'spots_taken'])
    .where('organization_id', '=', organization_id)
    .where('id', '=', allocation_id)
    .where('turn_weight', 'is not', null)
    .executeTakeFirst();
  if (!row || row.turn_weight === null) return null;
  return { memberId: row.subject_id, weight: row.turn_weight, isShared: row.spots_taken > spots };
}
