import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { handleJob } from '../../jobs/definition.ts';
import type { RowKey } from '../../jobs/row-key.ts';
import { ApiError } from '../../lib/api-error.ts';
import { system } from '../../lib/principal.ts';
import {
  countCancelled,
  findUnfinishedRemoval,
  finishRemoval,
  noteFailure,
  type RemovalRow,
} from '../members/index.ts';
import { handOverJob } from './jobs.ts';
import { decideStep } from './life.ts';
import { lockForRelease } from './locking.ts';
import { answeringRefusals } from './refusals.ts';
import { releaseBooking } from './release.ts';
import { findBooking } from './store.ts';
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
  for (let after: string | undefined = ''; after !== undefined; ) {
    const ids = await listAhead(deps.database.db, member, { after, now: new Date(deps.clock.now()) });
    for (const id of ids) {
      signal.throwIfAborted();
      await dealWith(deps, removal, id);
    }
    after = ids.at(-1);
  }
  await finishRemoval(deps.database.db, key, new Date(deps.clock.now()));
});

/** What a booking cannot stand stays as it is, and is told. */
async function dealWith(deps: Deps, removal: RemovalRow, bookingId: string): Promise<void> {
  try {
    await answeringRefusals(deps, () =>
      deps.database.inTransaction((tx) => cancelAhead(deps, tx, removal, bookingId)),
    );
  } catch (error) {
    if (!(error instanceof ApiError)) throw error;
    await noteFailure(deps.database.db, removal, { booking_id: bookingId, reason: error.code });
  }
}

async function cancelAhead(deps: Deps, tx: Tx, removal: RemovalRow, id: string): Promise<void> {
  const owner = { organizationId: removal.organization_id, isTest: null };
  const seen = await findBooking(tx, { id, owner });
  if (!seen) return;
  await lockForRelease(deps, tx, seen);
  const booking = (await findBooking(tx, { id, owner })) ?? seen;
  const now = deps.clock.now();
  const step = decideStep('cancel', booking, now);
  if (!step.ok) return; // cancelled or begun meanwhile
  await releaseBooking(deps, tx, booking, { by: system, step, now, reason });
  await countCancelled(tx, removal);
}
