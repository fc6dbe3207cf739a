import type { Tx } from '../../db/database.ts';
import type { Snapshot, SnapshotHost } from '../availability/index.ts';
import { LostRace } from './refusals.ts';
import { type ChosenHosts, type Claim, joinAllocation, sendAllocation } from './store-allocations.ts';

/** The hosts of the snapshot with these ids, in their order. */
export function chosenHosts({ hosts }: Snapshot, hostIds: readonly string[]): ChosenHosts {
  const [first, ...others] = hostIds.flatMap((id) => hosts.filter((host) => host.id === id));
  if (!first) throw new Error('A slot was offered of hosts that the event type has not.');
  return [first, ...others];
}

/** What holds the time of a booking. */
export interface ClaimedSpots {
  readonly allocationId: string;
  /** Nobody had the slot before. */
  readonly isOpened: boolean;
}

/**
 * Takes the spots: of the slot's own allocation where bookings share it already, else of a new one that reserves
 * the buffers too. The database refuses what overlaps (23P01) or exceeds the spots (23514).
 * Throws LostRace where the hosts do not share it: one of them came to the event type after the group had opened.
 */
export async function claimSpots(tx: Tx, snapshot: Snapshot, claim: Claim): Promise<ClaimedSpots> {
  const [shared, ...others] = new Set(claim.hosts.map((host) => findShared(snapshot, claim, host)));
  if (others.length > 0) throw new LostRace();
  if (shared && (await joinAllocation(tx, snapshot, shared, claim.spots)))
    return { allocationId: shared, isOpened: false };
  return { allocationId: sendAllocation(tx, snapshot, claim), isOpened: true };
}

const findShared = ({ eventType }: Snapshot, { startAt, endAt }: Claim, host: SnapshotHost) =>
  host.allocations.find(
    ({ eventTypeId, slotStart, slotEnd }) =>
      eventTypeId === eventType.id && slotStart === startAt.getTime() && slotEnd === endAt.getTime(),
  )?.id;
