/** SQLSTATE codes by name. https://www.postgresql.org/docs/current/errcodes-appendix.html */
export const sqlstate = {
  featureNotSupported: '0A000',
  notNullViolation: '23502',
  foreignKeyViolation: '23503',
  uniqueViolation: '23505',
  checkViolation: '23514',
  exclusionViolation: '23P01',
  serializationFailure: '40001',
  deadlockDetected: '40P01',
  lockNotAvailable: '55P03',
  queryCanceled: '57014',
  diskFull: '53100',
} as const;

const retryable: ReadonlySet<string> = new Set([sqlstate.serializationFailure, sqlstate.deadlockDetected]);

const sqlstateShape = /^[0-9A-Z]{5}$/;

/** Connection exceptions (08), too little of something (53), and the server going down or coming up (57P). */
const unavailableClasses = /^(08|53|57P)/;

/** What we sent was wrong, and will be wrong again; said as the end of a connection, it is PgBouncer's word for any. */
const protocolViolation = '08P01';

const unavailableStates: ReadonlySet<string> = new Set([
  ...retryable, // still there after every retry
  sqlstate.lockNotAvailable,
  sqlstate.queryCanceled, // statement_timeout
  '25006', // read only: a primary that has just become a standby
  '25P03', // idle_in_transaction_session_timeout
]);

const unavailableSystemCodes: ReadonlySet<string> = new Set([
  'EAI_AGAIN',
  'ECONNREFUSED',
  'ECONNRESET',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'ENOENT', // the unix socket of a server that is gone
  'ENOTFOUND',
  'EPIPE',
  'ETIMEDOUT',
]);

// pg gives these no code at all.
const unavailableMessages =
  /^(Connection terminated|timeout (exceeded )?when trying to connect|timeout expired|Query read timeout|Client (has encountered a connection error|was closed))/;

/** The five characters the database gave this error, or undefined when it is not an error of the database. */
export function sqlState(error: unknown): string | undefined {
  const code = textProperty(error, 'code');
  // A database error says how severe it is; a system error's code (EPIPE) can have five letters too.
  return code && sqlstateShape.test(code) && textProperty(error, 'severity') ? code : undefined;
}

const namedInMessage = /constraint "((?:[^"]|"")+)"/;
const shardSuffix = /_\d{6,}$/;

/**
 * The name of the violated constraint, when the error is a violation of one. A distributed engine leaves the field out
 * and names the constraint of a shard in the message: `violates exclusion constraint "allocations_one_place_102019"`.
 */
export function constraintOf(error: unknown): string | undefined {
  if (!sqlState(error)?.startsWith('23')) return undefined;
  const named = namedInMessage.exec(textProperty(error, 'message') ?? '')?.[1];
  return textProperty(error, 'constraint') ?? named?.replaceAll('""', '"').replace(shardSuffix, '');
}

/** Whether running the same transaction again may succeed: a serialization failure, a deadlock, a stale plan. */
export function isRetryable(error: unknown): boolean {
  return retryable.has(sqlState(error) ?? '') || isStalePlan(error);
}

/** Whether a prepared statement no longer fits its tables, which a migration changed meanwhile. */
export function isStalePlan(error: unknown): boolean {
  return (
    sqlState(error) === sqlstate.featureNotSupported &&
    textProperty(error, 'routine') === 'RevalidateCachedQuery'
  );
}

/** Whether a statement was given up because nothing at all was heard of the server. */
export function isSilence(error: unknown): boolean {
  return textProperty(error, 'message') === 'Query read timeout';
}

/** Whether the database could not do its work now, whatever was asked: gone, full, timed out. Not a bug of ours. */
export function isUnavailable(error: unknown): boolean {
  const state = sqlState(error);
  if (state === protocolViolation) return textProperty(error, 'severity') === 'FATAL';
  if (state) return unavailableClasses.test(state) || unavailableStates.has(state);
  if (error instanceof DatabaseClosedError) return true;
  return (
    unavailableSystemCodes.has(textProperty(error, 'code') ?? '') ||
    unavailableMessages.test(textProperty(error, 'message') ?? '')
  );
}

/** Thrown by every use of a database after `close()`. */
export class DatabaseClosedError extends Error {
  override readonly name = 'DatabaseClosedError';
  constructor() {
    super('The database is closed.');
  }
}

function textProperty(value: unknown, key: string): string | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const found = (value as Record<string, unknown>)[key];
  return typeof found === 'string' ? found : undefined;
}
