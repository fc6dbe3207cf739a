import type { Operation } from '@astrocal/contract';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { Tx } from '../db/database.ts';
import { deleteOlder } from '../db/delete-older.ts';
import { locateByToken } from '../db/everywhere.ts';
import { sealedColumn } from '../db/sealed-column.ts';
import type { Deps } from '../deps.ts';
import { ApiError, invalid } from '../lib/api-error.ts';
import { sha256 } from '../lib/crypto.ts';
import { isId } from '../lib/ids.ts';
import { isResident, ownerName } from '../lib/principal.ts';
import { type AnswerClaim, findRow, KeyIsTaken, sendAnswer, takeRow } from './store-answers.ts';
import { createPlaces, createTurns, type Turns, type WaitingPlaces } from './waiting.ts';
import type { Input, WireAnswer } from './wire.ts';

const keptMs = 24 * 60 * 60 * 1000;
const defaultWaitMs = 10_000;
const keyShape = /^[\x20-\x7e]{1,255}$/;

/** How long a request looks whether its key is free before it counts as one that waits. */
const lookMs = 50;

/** Where requests wait for copies of themselves: for those of this process, and for those of others. */
export interface WaitingCopies {
  readonly turns: Turns;
  /** Those that wait in the database, with a connection each: no more than half of all connections. */
  readonly places: WaitingPlaces;
}

export const createWaiting = ({ database }: Pick<Deps, 'database'>): WaitingCopies => ({
  turns: createTurns(),
  places: createPlaces(Math.max(1, Math.floor(database.connections / 2))),
});

/** The transaction of requests of this operation, with their Idempotency-Key where they carry one. */
export function transactorFor(deps: Deps, operation: Operation, { turns, places }: WaitingCopies) {
  return (request: FastifyRequest, reply: FastifyReply): Input<Operation>['transact'] => {
    const claimed = readClaim(request, operation);
    if (!claimed) return (work) => deps.database.inTransaction(work);
    return async (work) => {
      const organizationId = await organizationAsked(deps, request);
      // Of nobody there is nothing to change, as `work` will find.
      if (organizationId === undefined) return deps.database.inTransaction(work);
      const claim = { ...claimed, organizationId };
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

/** Whose the request is: the caller's, or that of what somebody without a key names. */
async function organizationAsked(
  { database: { db }, directory }: Pick<Deps, 'database' | 'directory'>,
  { principal, params, body }: FastifyRequest,
): Promise<string | undefined> {
  if (isResident(principal)) return principal.organizationId;
  const { id } = (params ?? {}) as { id?: string };
  if (principal.kind === 'token' && id !== undefined)
    return locateByToken(db, { id, token: principal.token });
  const { event_type_id: eventTypeId = '' } = (body ?? {}) as { event_type_id?: string };
  return isId('event_type', eventTypeId) ? directory.find(db, 'event_type', eventTypeId) : undefined;
}

function readClaim(
  request: FastifyRequest,
  operation: Operation,
): Omit<AnswerClaim, 'organizationId'> | null {
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
 * Keys are counted per organization and mode: its API keys stand for one caller. A person and an embedded session are one
 * by themselves, and so is an API key where the answer holds a secret: nobody else may have it told again. Without an API
 * key they are counted per operation and target. The token belongs to the scope, so that a
 * wrong one is judged as wrong and never learns whether a key was used.
 */
function scopeOf(request: FastifyRequest, operation: Operation): string {
  const { principal } = request;
  if (isResident(principal)) {
    const owner = ownerName(principal);
    return operation.answersSecret || principal.kind !== 'key' ? `${owner}:${principal.id}` : owner;
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
  { claim, waitMs }: { claim: AnswerClaim; waitMs: number },
): Promise<WireAnswer | null> {
  const now = deps.clock.now();
  const takenBefore = new Date(now - keptMs);
  if (await takeRow(tx, claim, { waitMs, takenBefore, now: new Date(now) })) return null;
  const { fingerprint, status, answer_sealed } = await findRow(tx, claim);
  if (!claim.fingerprint.equals(fingerprint)) throw new ApiError('idempotency_key_reused');
  if (status === null) throw new ApiError('idempotency_in_progress');
  const text = answer_sealed && deps.keyring.open(answer_sealed, sealContext(claim));
  return { status, text, replayed: true };
}

function storeAnswer({ keyring }: Deps, tx: Tx, claim: AnswerClaim, { status, text }: WireAnswer): void {
  const answer_sealed = text === null ? null : keyring.seal(text, sealContext(claim));
  sendAnswer(tx, claim, { status, answer_sealed });
}

/** Deletes the stored answers that are kept no longer: a repeated request is a new one by then. */
export async function forgetAnswers({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteOlder(database.db, { table: 'idempotency_keys', key: ['scope', 'key'] }, keptMs);
}

const sealContext = ({ scope, key }: Pick<AnswerClaim, 'scope' | 'key'>) =>
  `idempotency_keys:${scope}:${key}`;

export const storedAnswers = sealedColumn({
  table: 'idempotency_keys',
  column: 'answer_sealed',
  key: ['scope', 'key'],
  contextOf: sealContext,
});

/** The answer as the text that the contract's serialiser makes of it. */
function toWire(reply: FastifyReply, { status, body }: { status: unknown; body?: unknown }): WireAnswer {
  if (body === undefined) return { status: Number(status), text: null };
  const serialise = reply.getSerializationFunction(String(status), 'application/json');
  return {
    status: Number(status),
    text: serialise ? serialise(body as Record<string, unknown>) : JSON.stringify(body),
  };
}
