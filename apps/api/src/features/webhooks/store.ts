import { type Kysely, type Selectable, sql, type UpdateObject } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema, WebhookEndpointTable } from '../../db/schema.ts';
import type { Cursor } from '../../lib/paging.ts';
import type { Owner } from '../../lib/principal.ts';

export type EndpointRow = Selectable<WebhookEndpointTable>;
export type EndpointKey = Pick<EndpointRow, 'organization_id' | 'is_test' | 'id'>;

export async function insertEndpoint(tx: Tx, row: EndpointRow): Promise<void> {
  await tx.insertInto('webhook_endpoints').values(row).execute();
}

const ofOwner = (db: Kysely<Schema>, { organizationId, isTest }: Owner) =>
  db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest)
    .where('deleted_at', 'is', null);

export const listEndpoints = (
  db: Kysely<Schema>,
  owner: Owner,
  { startingAfter, limit }: Cursor,
): Promise<EndpointRow[]> =>
  ofOwner(db, owner)
    .$if(startingAfter !== null, (query) => query.where('id', '<', startingAfter))
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();

/** How many endpoints the owner has, switched off ones too. */
export async function countEndpoints(db: Kysely<Schema>, owner: Owner): Promise<number> {
  const all = ofOwner(db, owner)
    .clearSelect()
    .select((eb) => eb.fn.countAll<number>().as('count'));
  return (await all.executeTakeFirstOrThrow()).count;
}

export const findEndpoint = (
  db: Kysely<Schema>,
  owner: Owner,
  id: string,
): Promise<EndpointRow | undefined> => ofOwner(db, owner).where('id', '=', id).executeTakeFirst();

/** Those of these endpoints that are there. */
export const findEndpoints = (
  db: Kysely<Schema>,
  owner: Owner,
  ids: readonly string[],
): Promise<EndpointRow[]> => ofOwner(db, owner).where('id', '=', sql<string>`any(${ids})`).execute();

/** The same, and nobody else changes it before the transaction ends. */
export const lockEndpoint = (tx: Tx, owner: Owner, id: string): Promise<EndpointRow | undefined> =>
  ofOwner(tx, owner).where('id', '=', id).forNoKeyUpdate().executeTakeFirst();

/** The endpoints of both modes that are told of any of the events. */
export const findSubscribed = (
  db: Kysely<Schema>,
  organizationId: string,
  events: readonly string[],
): Promise<EndpointRow[]> =>
  db
    .selectFrom('webhook_endpoints')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('deleted_at', 'is', null)
    .where('active', '=', true)
    .where(sql<boolean>`events && ${events}::text[]`)
    .orderBy('id')
    .execute();

export async function updateEndpoint(
  tx: Tx,
  { organization_id, is_test, id }: EndpointKey,
  changes: UpdateObject<Schema, 'webhook_endpoints'>,
): Promise<EndpointRow> {
  return tx
    .updateTable('webhook_endpoints')
    .set(changes)
    .where('organization_id', '=', organization_id)
    .where('is_test', '=', is_test)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow();
}

/** Counts one more failure; the first after a success says since when it fails. */
export const addFailure = (tx: Tx, endpoint: EndpointKey, at: Date): Promise<EndpointRow> =>
  updateEndpoint(tx, endpoint, {
    failures: sql<number>`failures + 1`,
    failing_since: sql<Date>`coalesce(failing_since, ${at})`,
  });
