import { type Kysely, sql } from 'kysely';
import type { Database, Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { send } from '../../db/transactions.ts';
import { firstIdAt } from '../../lib/ids.ts';
import type { Owner } from '../../lib/principal.ts';
import type { WindowLength } from '../../lib/standing.ts';

/** The part of a window that its row is found by, and what it allows. */
export interface LimitedWindow {
  readonly scope: string;
  readonly length: WindowLength;
  readonly limit: number;
  readonly startedAt: number;
}

/**
 * Takes up to `asked` requests of every window, in one statement. Each window is asked for what the one before it
 * granted; `grants` tells what each gave, for those to have it back that gave more than the last.
 */
export async function takeRequests(
  db: Kysely<Schema>,
  windows: readonly LimitedWindow[],
  asked: number,
): Promise<{ granted: number; taken: number[]; grants: number[] }> {
  const steps = windows.map(({ scope, length, limit, startedAt }, place) => {
    const asks = place === 0 ? sql`(select ${asked}::int as granted)` : sql.raw(`taken_${place - 1}`);
    const grants = sql`greatest(0, least(excluded.granted, ${limit}::int - held.taken))`;
    return sql`${sql.raw(`taken_${place}`)} as (
      insert into rate_limit_windows as held (scope, length, started_at, taken, granted)
      select ${scope}, ${length}, ${new Date(startedAt)}::timestamptz, least(granted, ${limit}::int), least(granted, ${limit}::int)
      from ${asks} as asked
      on conflict (scope, length, started_at) do update set taken = held.taken + ${grants}, granted = ${grants}
      returning taken, granted)`;
  });
  const rows = windows.map((_window, place) =>
    sql.raw(`select taken, granted, ${place} as place from taken_${place}`),
  );
  const result = await sql<{ taken: number; granted: number }>`
    with ${sql.join(steps)} ${sql.join(rows, sql` union all `)} order by place`.execute(db);
  return {
    granted: result.rows.at(-1)?.granted ?? 0,
    taken: result.rows.map(({ taken }) => taken),
    grants: result.rows.map(({ granted }) => granted),
  };
}

/** Gives back what was taken of a window and not spent. */
export async function giveBackRequests(
  db: Kysely<Schema>,
  { scope, length, startedAt }: LimitedWindow,
  unspent: number,
): Promise<void> {
  await db
    .updateTable('rate_limit_windows')
    .set({ taken: sql`greatest(0, taken - ${unspent})` })
    .where('scope', '=', scope)
    .where('length', '=', length)
    .where('started_at', '=', new Date(startedAt))
    .execute();
}

/** Few enough for a statement that is over long before it would be timed out. */
const deletedAtOnce = 2_000;

/** Deletes windows of a length that began longer ago than `keptMs` by the clock of the database, in steps. */
export async function deleteWindows(
  db: Kysely<Schema>,
  length: LimitedWindow['length'],
  keptMs: number,
): Promise<void> {
  const isOver = sql`length = ${length} and started_at < now() - ${keptMs / 1000} * interval '1 second'`;
  for (;;) {
    const { numAffectedRows = 0n } = await sql`
      delete from rate_limit_windows where ${isOver} and ctid = any(array(
        select ctid from rate_limit_windows where ${isOver} order by started_at limit ${sql.lit(deletedAtOnce)}))
    `.execute(db);
    if (numAffectedRows < deletedAtOnce) return;
  }
}

/** Calls with one key on one day, in UTC. */
export interface CallCount {
  readonly organization_id: string;
  readonly is_test: boolean;
  readonly day: string;
  readonly key_id: string;
  readonly calls: number;
}

/**
 * Adds the counts to the stored ones, in one transaction. In the order of the rows, so that processes do not wait in a
 * circle: they come in the order of their organizations.
 */
export const addCalls = (database: Database, counts: readonly CallCount[]): Promise<void> =>
  database.inTransaction(async (tx) => {
    const ofEach = Map.groupBy(counts, (count) => count.organization_id);
    for (const [organizationId, ofOne] of ofEach) sendCalls(tx, organizationId, ofOne);
  });

const sendCalls = (tx: Tx, organizationId: string, counts: readonly CallCount[]): void =>
  send(
    tx,
    sql`insert into api_call_counts as stored (organization_id, is_test, day, key_id, calls)
      select ${organizationId}, is_test, day, key_id, calls
      from jsonb_to_recordset(${JSON.stringify(counts)}::jsonb)
        as counted (is_test boolean, day date, key_id text, calls bigint)
      order by 2, 3, 4
      on conflict (organization_id, is_test, day, key_id) do update set calls = stored.calls + excluded.calls`,
  );

/** The stored calls since a day: of every key of the owner, or of one. */
export async function sumCalls(
  db: Kysely<Schema>,
  owner: Owner,
  { since, keyId }: { since: string; keyId?: string },
): Promise<number> {
  let query = db
    .selectFrom('api_call_counts')
    .select((eb) => eb.fn.sum<string | null>('calls').as('calls'))
    .where('organization_id', '=', owner.organizationId)
    .where('is_test', '=', owner.isTest)
    .where('day', '>=', since);
  if (keyId !== undefined) query = query.where('key_id', '=', keyId);
  const { calls } = await query.executeTakeFirstOrThrow();
  return Number(calls ?? 0); // a sum of bigint is numeric
}

/** The bookings that the owner has received since the instant, by what they are now. */
export async function countBookings(db: Kysely<Schema>, owner: Owner, since: number) {
  const { rows } = await sql<{
    total: number;
    confirmed: number;
    cancelled: number;
    pending_payment: number;
  }>`
    select count(*) as total,
      count(*) filter (where status in ('confirmed', 'rescheduled')) as confirmed,
      count(*) filter (where status = 'cancelled') as cancelled,
      count(*) filter (where status = 'pending_payment') as pending_payment
    from bookings
    where organization_id = ${owner.organizationId} and is_test = ${owner.isTest}
      -- Ids hold the instant at which they were made: the primary key finds the span, and no index is needed for it.
      and id >= ${firstIdAt('booking', since)} and created_at >= ${new Date(since)}`.execute(db);
  return rows[0] ?? { total: 0, confirmed: 0, cancelled: 0, pending_payment: 0 };
}

/** The webhook deliveries that were made since the instant, by what came of them. */
export async function countDeliveries(db: Kysely<Schema>, owner: Owner, since: number) {
  const { rows } = await sql<{ total_deliveries: number; successful: number; failed: number }>`
    select count(*) as total_deliveries,
      count(*) filter (where status = 'success') as successful,
      count(*) filter (where status = 'failed') as failed
    from webhook_deliveries
    where organization_id = ${owner.organizationId} and is_test = ${owner.isTest}
      and id >= ${firstIdAt('webhook_delivery', since)} and created_at >= ${new Date(since)}`.execute(db);
  return rows[0] ?? { total_deliveries: 0, successful: 0, failed: 0 };
}

export async function countEventTypes(db: Kysely<Schema>, owner: Owner) {
  const { rows } = await sql<{ total: number; active: number }>`
    select count(*) as total, count(*) filter (where active) as active
    from event_types
    where organization_id = ${owner.organizationId} and is_test = ${owner.isTest} and deleted_at is null`.execute(
    db,
  );
  return rows[0] ?? { total: 0, active: 0 };
}
