import type { Operation } from '@astrocal/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { sql } from 'kysely';
import type { Tx } from '../db/database.ts';
import { deleteOlder } from '../db/delete-older.ts';
import { sqlState, sqlstate } from '../db/sqlstate.ts';
import { send } from '../db/transactions.ts';
import type { Deps } from '../deps.ts';
import { ApiError, invalid } from '../lib/api-error.ts';
import { sha256 } from '../lib/crypto.ts';
import { isInsider, ownerName } from '../lib/principal.ts';
import { createPlaces, createTurns, type Places, type Turns } from './waiting.ts';
import type { Input, WireAnswer } from './wire.ts';

const keptMs = 24 * 60 * 60 * 1000;
const defaultWaitMs = 10_000;
const keyShape = /^[\x20-\x7e]{1,255}$/;

/** A request's claim to an Idempotency-Key: what it is counted under, and what it asks. */
interface Claim {
  readonly scope: string;
  readonly key: string;
  readonly fingerprint: Buffer;
}

/** How long a request looks whether its key is free before it counts as one that waits. */
const lookMs = 50;

/** Where requests wait for copies of themselves: for those of this process, and for those of others. */
export interface Waiting {
  readonly turns: Turns;
  /** Those that wait in the database, with a connection each: no more than half of all connections. */
  readonly places: Places;
}

export const createWaiting = ({ database }: Pick<Deps, 'database'>): Waiting => ({
  turns: createTurns(),
  places: createPlaces(Math.max(1, Math.floor(database.connections / 2))),
});

/** The transaction of requests of this operation, with their Idempotency-Key where they carry one. */
export function transactorFor(deps: Deps, operation: Operation, { turns, places }: Waiting) {
  return (request: FastifyRequest, reply: FastifyReply): Input<Operation>['transact'] => {
    const claim = readClaim(request, operation);
    if (!claim) return (work) => deps.database.inTransaction(work);
    return (work) => {
      const attempt = (waitMs: number) =>
        deps.database.inTransaction(async (tx) => {
          const stored = await takeKey(deps, tx, { claim, waitMs });
          if (stored) return stored;
          const answer = await work(tx);
          storeAnswer(deps, tx, claim, toWire(reply, answer));
          return answer;
        });
      const waitMs = deps.idempotencyWaitMs ?? defaultWaitMs;
      return turns.inTurn(`${claim.scope} ${claim.key}`, waitMs, async (leftMs) => {
        try {
          return await attempt(Math.min(lookMs, leftMs));
        } catch (error) {
          if (!(error instanceof KeyIsTaken)) throw error;
        }
        return places.inPlace(leftMs - lookMs, attempt).catch((error) => {
          throw error instanceof KeyIsTaken ? new ApiError('idempotency_in_progress') : error;
        });
      });
    };
  };
}

/** A copy in another process holds the key. */
class KeyIsTaken extends Error {
  override readonly name = 'KeyIsTaken';
}

function readClaim(request: FastifyRequest, operation: Operation): Claim | null {
  const key = request.headers['idempotency-key'];
  if (key === undefined) return null;
  if (typeof key !== 'string' || !keyShape.test(key))
    throw invalid({
      path: 'headers.idempotency-key',
      message: 'must be 1 to 255 printable ASCII characters',
    });
  return { scope: scopeOf(request, operation), key, fingerprint: fingerprintOf(request, operation) };
}

/**
 * Keys are counted per organization and mode, and where the answer holds a secret per principal: nobody else may have
 * it told again. Without an API key they are counted per operation and target. The token belongs to the scope, so that a
 * wrong one is judged as wrong and never learns whether a key was used.
 */
function scopeOf(request: FastifyRequest, operation: Operation): string {
  const { principal } = request;
  if (isInsider(principal)) {
    const owner = ownerName(principal);
    return operation.answersSecret ? `${owner}:${principal.id}` : owner;
  }
  const { id } = (request.params ?? {}) as { id?: string };
  const { event_type_id: eventTypeId } = (request.body ?? {}) as { event_type_id?: string };
  const token = principal.kind === 'token' ? principal.token : '';
  const target = sha256(JSON.stringify([id ?? eventTypeId ?? '', token])).toString('hex');
  return `public:${operation.operationId}:${target}`;
}

/**
 * Two requests are the same when method, path, query and body are, whatever the order of the fields. A body that
 * the operation does not take was not validated, so it may be nested deeper than a recursion can go.
 */
const fingerprintOf = ({ method, url, body }: FastifyRequest, operation: Operation): Buffer =>
  sha256(JSON.stringify([method, url, operation.body ? sortKeys(body) : null]));

function sortKeys(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sortKeys);
  if (typeof value !== 'object' || value === null) return value;
  return Object.entries(value)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, child]) => [key, sortKeys(child)]);
}

/** Takes the key's row, waiting for a copy that is running; returns the answer that is stored there already. */
async function takeKey(
  deps: Deps,
  tx: Tx,
  { claim, waitMs }: { claim: Claim; waitMs: number },
): Promise<WireAnswer | null> {
  if (await insertKey(deps, tx, { claim, waitMs })) return null;
  const { scope, key, fingerprint } = claim;
  const row = await tx
    .selectFrom('idempotency_keys')
    .select(['fingerprint', 'status', 'answer_sealed'])
    .where('scope', '=', scope)
    .where('key', '=', key)
    .executeTakeFirstOrThrow();
  if (!fingerprint.equals(row.fingerprint)) throw new ApiError('idempotency_key_reused');
  if (row.status === null) throw new ApiError('idempotency_in_progress');
  const text = row.answer_sealed && deps.keyring.open(row.answer_sealed, sealContext({ scope, key }));
  return { status: row.status, text, replayed: true };
}

/**
 * True when the row is ours now. An unfinished copy holds its row, so the statement waits for it to end, `waitMs` at
 * most; then it throws KeyIsTaken.
 */
async function insertKey(
  { clock }: Deps,
  tx: Tx,
  { claim: { scope, key, fingerprint }, waitMs }: { claim: Claim; waitMs: number },
): Promise<boolean> {
  const now = clock.now();
  const created_at = new Date(now);
  const fresh = { fingerprint, status: null, answer_sealed: null, created_at };
  send(tx, lockTimeout(Math.max(1, Math.ceil(waitMs)))); // none at all would be for ever
  try {
    const { numInsertedOrUpdatedRows } = await tx
      .insertInto('idempotency_keys')
      .values({ scope, key, ...fresh })
      .onConflict((conflict) =>
        conflict
          .columns(['scope', 'key'])
          .doUpdateSet(fresh)
          .where('idempotency_keys.created_at', '<', new Date(now - keptMs)),
      )
      .executeTakeFirstOrThrow();
    send(tx, lockTimeout(0));
    return numInsertedOrUpdatedRows === 1n;
  } catch (error) {
    if (sqlState(error) === sqlstate.lockNotAvailable) throw new KeyIsTaken();
    throw error;
  }
}

const lockTimeout = (ms: number) => sql`select set_config('lock_timeout', ${String(ms)}, true)`;

function storeAnswer({ keyring }: Deps, tx: Tx, { scope, key }: Claim, { status, text }: WireAnswer): void {
  const answer_sealed = text === null ? null : keyring.seal(text, sealContext({ scope, key }));
  send(
    tx,
    tx
      .updateTable('idempotency_keys')
      .set({ status, answer_sealed })
      .where('scope', '=', scope)
      .where('key', '=', key),
  );
}

/** Deletes the stored answers that are kept no longer: a repeated request is a new one by then. */
export async function forgetAnswers({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteOlder(database.db, 'idempotency_keys', keptMs);
}

const sealContext = ({ scope, key }: Pick<Claim, 'scope' | 'key'>) => `idempotency_keys:${scope}:${key}`;

/** The answer as the text that the contract's serialiser makes of it. */
function toWire(reply: FastifyReply, { status, body }: { status: unknown; body?: unknown }): WireAnswer {
  if (body === undefined) return { status: Number(status), text: null };
  const serialise = reply.getSerializationFunction(String(status), 'application/json');
  return {
    status: Number(status),
    text: serialise ? serialise(body as Record<string, unknown>) : JSON.stringify(body),
  };
}
