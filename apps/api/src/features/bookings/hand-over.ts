import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { ApiError, notFound } from '../../lib/api-error.ts';
import { system } from '../../lib/principal.ts';
import {
  countDealtWith,
  findUnfinishedRemoval,
  finishRemoval,
  noteFailure,
  type RemovalRow,
} from '../members/index.ts';
import { handOverJob } from './jobs.ts';
import { leaveBooking } from './leave-booking.ts';
import { decideStep } from './life.ts';
import { lockForRelease } from './locking.ts';
import { answeringRefusals } from './refusals.ts';
import { releaseBooking } from './release.ts';
import { findBooking, hostIdsOf } from './store.ts';
import { listAhead } from './store-ahead.ts';

const reason = 'The host isn’t available any more.';

/** Has the bookings of a removed member dealt with once the transaction has committed. */
export const startHandOver = async (deps: Deps, tx: Tx, { organization_id, id }: RowKey): Promise<void> => {
  await deps.queue.enqueue(tx, handOverJob, { organization_id, id });
};

/**
 * Deals with one booking after the other, each in its own transaction. A worker that dies leaves what it has done: the next
 * finds those that are left.
 */
export const handOver = handleJob(handOverJob, async (deps: Deps, { data: key, signal }) => {
  const removal = await findUnfinishedRemoval(deps.database.db, key);
  if (!removal) return;
  const member = { organization_id: removal.organization_id, id: removal.member_id };
  for (let after: string | undefined = removal.dealt_until; after !== undefined; ) {
    const ids = await listAhead(deps.database.db, member, { after, now: new Date(deps.clock.now()) });
    for (const id of ids) {
      signal.throwIfAborted();
      await dealWith(deps, removal, id);
    }
    after = ids.at(-1);
  }
  await finishRemoval(deps.database.db, key, new Date(deps.clock.now()));
});

/** What cannot be done with a booking leaves it as it is, and is told. */
async function dealWith(deps: Deps, removal: RemovalRow, bookingId: string): Promise<void> {
  const deal = removal.bookings === 'reassign' ? reassignAhead : cancelAhead;
  try {
    await answeringRefusals(deps, () =>
      deps.database.inTransaction((tx) => deal(deps, tx, removal, bookingId)),
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    if (await isLeft(deps, removal, bookingId))
      await noteFailure(deps.database.db, removal, { booking_id: bookingId, reason: error.code });
  }
}

/** Whether the booking is still to be dealt with: neither cancelled, begun nor given on meanwhile. */
async function isLeft({ database, clock }: Deps, removal: RemovalRow, id: string): Promise<boolean> {
  const booking = await findBooking(database.db, { id, owner: ownerOf(removal) });
  if (!booking || !hostIdsOf(booking).includes(removal.member_id)) return false;
  return decideStep('reassign', booking, clock.now()).ok;
}

async function reassignAhead(deps: Deps, tx: Tx, removal: RemovalRow, id: string): Promise<void> {
  const find = async () => {
    const booking = await findBooking(tx, { id, owner: ownerOf(removal) });
    if (!booking) throw notFound('booking');
    return booking;
  };
  const count = await leaveBooking(deps, tx, find, { by: system, reason, fromId: removal.member_id });
  await countDealtWith(tx, removal, { bookingId: id, outcome: 'reassigned', count });
}

async function cancelAhead(deps: Deps, tx: Tx, removal: RemovalRow, id: string): Promise<void> {
  const owner = ownerOf(removal);
  const seen = await findBooking(tx, { id, owner });
  if (!seen) return;
  await lockForRelease(deps, tx, seen);
  const booking = (await findBooking(tx, { id, owner })) ?? seen;
  const now = deps.clock.now();
  const step = decideStep('cancel', booking, now);
  // Cancelled, begun or given on meanwhile.
  if (!step.ok || !hostIdsOf(booking).includes(removal.member_id)) return;
  await releaseBooking(deps, tx, booking, { by: system, step, now, reason });
  await countDealtWith(tx, removal, { bookingId: id, outcome: 'cancelled', count: 1 });
}

/** The bookings of a removed member are of both modes. */
const ownerOf = ({ organization_id: organizationId }: RemovalRow) => ({ organizationId, isTest: null });
