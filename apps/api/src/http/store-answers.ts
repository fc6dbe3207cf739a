import { type ExpressionBuilder, sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import type { IdempotencyKeyTable, Schema } from '../db/schema.ts';
import { sqlState, sqlstate } from '../db/sqlstate.ts';
import { send } from '../db/transactions.ts';

/** A request's claim to an Idempotency-Key: whom it asks, what it is counted under, and what it asks. */
export interface AnswerClaim {
  readonly organizationId: string;
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: Buffer;
}

/** A copy in another process holds the key. */
export class KeyIsTaken extends Error {
  override readonly name = 'KeyIsTaken';
}

/** The row of a claim, also one that a process of the release before has made. */
const isOf =
  ({ organizationId, scope, key }: AnswerClaim) =>
  (eb: ExpressionBuilder<Schema, 'idempotency_keys'>) =>
    eb.and([eb('organization_id', 'in', [organizationId, '']), eb('scope', '=', scope), eb('key', '=', key)]);

/**
 * True when the claim's row is ours now: it was not there, or it is from before `takenBefore`. An unfinished copy holds
 * its row, so the statement waits for it to end, `waitMs` at most; then it throws KeyIsTaken.
 */
export async function takeRow(
  tx: Tx,
  claim: AnswerClaim,
  { waitMs, takenBefore, now }: { waitMs: number; takenBefore: Date; now: Date },
): Promise<boolean> {
  const { organizationId: organization_id, scope, key, fingerprint } = claim;
  const fresh = { organization_id, fingerprint, status: null, answer_sealed: null, created_at: now };
  const insert = tx
    .insertInto('idempotency_keys')
    .values({ scope, key, ...fresh })
    .onConflict((conflict) => conflict.doNothing());
  const renew = tx
    .updateTable('idempotency_keys')
    .set(fresh)
    .where(isOf(claim))
    .where('created_at', '<', takenBefore);
  send(tx, lockTimeout(Math.max(1, Math.ceil(waitMs)))); // none at all would be for ever
  try {
    const isNew = (await insert.executeTakeFirstOrThrow()).numInsertedOrUpdatedRows === 1n;
    const isOurs = isNew || (await renew.executeTakeFirstOrThrow()).numUpdatedRows === 1n;
    send(tx, lockTimeout(0));
    return isOurs;
  } catch (error) {
    if (sqlState(error) === sqlstate.lockNotAvailable) throw new KeyIsTaken();
    throw error;
  }
}

const lockTimeout = (ms: number) => sql`select set_config('lock_timeout', ${String(ms)}, true)`;

/** What is stored for the key: of the request that had it first. */
export const findRow = (
  tx: Tx,
  claim: AnswerClaim,
): Promise<Pick<IdempotencyKeyTable, 'fingerprint' | 'status' | 'answer_sealed'>> =>
  tx
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'status', 'answer_sealed'])
    .where(isOf(claim))
    .executeTakeFirstOrThrow();

/** Stores the answer with the row that was taken. Sent, not waited for. */
export function sendAnswer(
  tx: Tx,
  { organizationId, scope, key }: AnswerClaim,
  answer: Pick<IdempotencyKeyTable, 'status' | 'answer_sealed'>,
): void {
  const update = tx
    .updateTable('idempotency_keys')
    .set(answer)
    .where('organization_id', '=', organizationId)
    .where('scope', '=', scope)
    .where('key', '=', key);
  send(tx, update);
}
