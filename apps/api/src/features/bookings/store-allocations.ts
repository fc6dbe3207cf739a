import { sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { insertRows } from '../../db/insert.ts';
import { send } from '../../db/transactions.ts';
import { lotsOf } from '../../lib/lots.ts';
import type { Snapshot, SnapshotHost } from '../availability/index.ts';

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
  const { newId: id, hosts, startAt, endAt, spots, now } = claim;
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
    created_at: now,
    released_at: null,
  }));
  for (const lot of lotsOf(rows)) send(tx, insertRows('allocations', ...lot));
  return id;
}

/** Gives spots of every row of the claim back; the last one frees the time. */
export function sendRelease(
  tx: Tx,
  {
    organization_id,
    allocation_id,
    attendee_count: spots,
  }: {
    organization_id: string;
    allocation_id: string;
    attendee_count: number;
  },
  now: Date,
): void {
  send(
    tx,
    tx
      .updateTable('allocations')
      .set((eb) => ({
        spots_taken: eb('spots_taken', '-', spots),
        released_at: sql<Date | null>`case when spots_taken = ${spots} then ${now}::timestamptz end`,
      }))
      .where('organization_id', '=', organization_id)
      .where('id', '=', allocation_id),
  );
}
