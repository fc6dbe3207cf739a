import { type Kysely, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { send } from '../../db/transactions.ts';
import type { EventTypeKey } from './store.ts';

/**
 * Counts anew what the event type has received since `periodStart`. The row is locked by a statement of its own
 * before the count, so a cancellation that runs beside it is either counted or waits for the result.
 */
export async function recountReceived(tx: Tx, eventType: EventTypeKey, periodStart: Date): Promise<void> {
  const { organization_id, id: event_type_id } = eventType;
  await tx
    .insertInto('event_type_receipts')
    .values({ organization_id, event_type_id, period_start: periodStart, received: 0 })
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'event_type_id']).doUpdateSet({ period_start: periodStart }),
    )
    .execute();
  await of(tx, eventType)
    .set({ received: countReceived(eventType, periodStart) })
    .execute();
}

const countReceived = ({ organization_id, id }: EventTypeKey, since: Date) => sql<number>`(
  select count(*)::integer from bookings
  where organization_id = ${organization_id} and event_type_id = ${id}
    and status <> 'cancelled' and created_at >= ${since})`;

/**
 * Counts one more booking, unless the cap is reached: the condition is judged on the row as it is when it is
 * locked, so even callers that checked nothing cannot exceed the cap. False means that nothing was counted.
 */
export async function countOneMore(
  tx: Tx,
  eventType: EventTypeKey,
  { periodStart, limit }: { periodStart: Date; limit: number },
): Promise<boolean> {
  const { numUpdatedRows } = await of(tx, eventType)
    .set((eb) => ({ received: eb('received', '+', 1) }))
    .where('period_start', '=', periodStart)
    .where('received', '<', limit)
    .executeTakeFirstOrThrow();
  return numUpdatedRows === 1n;
}

/** Takes a cancelled booking out of the count, if it was received in the period that is being counted. */
export function sendOneLess(tx: Tx, eventType: EventTypeKey, createdAt: Date): void {
  const fewer = of(tx, eventType)
    .set((eb) => ({ received: eb('received', '-', 1) }))
    .where('period_start', '<=', createdAt)
    .where('received', '>', 0);
  send(tx, fewer);
}

const of = (db: Kysely<Schema>, { organization_id, id }: EventTypeKey) =>
  db
    .updateTable('event_type_receipts')
    .where('organization_id', '=', organization_id)
    .where('event_type_id', '=', id);
