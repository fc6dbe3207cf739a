import type { Kysely, Selectable, Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { insertMissing } from '../../db/insert-missing.ts';
import type { Schema, WebhookDeliveryTable } from '../../db/schema.ts';
import { send } from '../../db/transactions.ts';
import type { Cursor } from '../../lib/paging.ts';

export type DeliveryRow = Selectable<WebhookDeliveryTable>;
export type DeliveryKey = Pick<DeliveryRow, 'organization_id' | 'id'>;

/** Inserts those that are not there already, by endpoint, message and cause; returns the ids of these. */
export const insertDeliveries = (tx: Tx, rows: readonly DeliveryRow[]): Promise<Set<string>> =>
  insertMissing(tx, 'webhook_deliveries', rows);

const byKey = (db: Kysely<Schema>, { organization_id, id }: DeliveryKey) =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('organization_id', '=', organization_id)
    .where('id', '=', id);

export const findDelivery = (db: Kysely<Schema>, key: DeliveryKey): Promise<DeliveryRow | undefined> =>
  byKey(db, key).executeTakeFirst();

/** The same, and nobody else changes it before the transaction ends. */
export const lockDelivery = (tx: Tx, key: DeliveryKey): Promise<DeliveryRow | undefined> =>
  byKey(tx, key).forUpdate().executeTakeFirst();

export function sendDeliveryChanges(
  tx: Tx,
  { organization_id, id }: DeliveryKey,
  changes: Updateable<WebhookDeliveryTable>,
): void {
  const update = tx.updateTable('webhook_deliveries').set(changes);
  send(tx, update.where('organization_id', '=', organization_id).where('id', '=', id));
}

export const listDeliveries = (
  db: Kysely<Schema>,
  endpoint: { readonly organization_id: string; readonly id: string },
  { status, cursor: { startingAfter, limit } }: { status: DeliveryRow['status'] | null; cursor: Cursor },
): Promise<DeliveryRow[]> =>
  db
    .selectFrom('webhook_deliveries')
    .selectAll()
    .where('organization_id', '=', endpoint.organization_id)
    .where('endpoint_id', '=', endpoint.id)
    .$if(status !== null, (query) => query.where('status', '=', status as DeliveryRow['status']))
    .$if(startingAfter !== null, (query) => query.where('id', '<', startingAfter))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
