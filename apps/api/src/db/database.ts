import type { Kysely, Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** An open transaction. Every function that writes takes one as its first argument. */
export type Tx = Transaction<Schema>;

/** The part of a logger that this folder speaks to; pino's logger fits. */
export interface DatabaseLogger {
  warn(details: object, message: string): void;
  error(details: object, message: string): void;
}

/**
 * SQL as text, outside of any transaction of ours: what the job queue runs its own statements on.
 * Text without values may hold several statements, also a whole `BEGIN; … COMMIT`, and takes as long as it takes;
 * with values (also none, `[]`) it is one statement, which is given up after 30 seconds.
 */
export interface RawConnection {
  executeSql(text: string, values?: unknown[]): Promise<{ rows: Record<string, unknown>[] }>;
  /**
   * Statements that each name one organization: in one transaction, because a commit costs more
   * than most of them do; each in its own where organizations are spread. Returns the rows of each, in their order.
   */
  executeAll(statements: readonly RawStatement[]): Promise<Record<string, unknown>[][]>;
}

/** A statement as text, with the values of its parameters. */
export interface RawStatement {
  readonly text: string;
  readonly values: unknown[];
}

export interface Hearer {
  hear(text: string): void;
  /** The connection was made, at first or again: what was sent before may have been missed. */
  connected(): void;
}

/** Short texts from each process that has the database open to all that listen. None is kept for later. */
export interface Broadcast {
  send(topic: string, text: string): Promise<void>;
  /** Takes a connection. Returns the function that ends it. */
  listen(topic: string, hearer: Hearer): () => Promise<void>;
}

/** The connections of one pool, now. */
export interface PoolUse {
  readonly pool: 'requests' | 'queue' | 'background';
  readonly total: number;
  readonly idle: number;
  /** Callers that wait for one. */
  readonly waiting: number;
}

/** One open database, whichever of the two drivers stands behind it. */
export interface Database {
  readonly kind: 'embedded' | 'postgres';

  /** Whether organizations are spread over several databases behind this one: then no transaction may meet two of them. */
  readonly isSpread: boolean;

  /**
   * Single statements outside a transaction. Any use while an `inTransaction` callback runs throws at once:
   * on the embedded database, which has one connection, it would wait for itself for ever.
   */
  readonly db: Kysely<Schema>;

  /**
   * Runs `work` in one READ COMMITTED transaction and returns its result after the commit.
   * The whole of `work` runs again, a few times, after a serialization failure or a deadlock, so it must have
   * no effect outside `tx`: use `afterCommit`. Refuses to be nested.
   */
  inTransaction<T>(work: (tx: Tx) => Promise<T>): Promise<T>;

  /** For `jobs/` only. */
  readonly queueConnection: RawConnection;

  /** For `jobs/` only. Null on the embedded database, which one process alone has open. */
  readonly broadcast: Broadcast | null;

  /** For `migrate.ts` only: a Kysely that may open transactions of its own and has no statement timeout. */
  readonly migrationConnection: Kysely<Schema>;

  /** How many transactions can be open at once; others wait for one to end. */
  readonly connections: number;

  /** How busy the connections to the server are; empty for the embedded database, which has no pool. */
  pools(): readonly PoolUse[];

  /** Waits for what is running, then closes the connections (and frees the data directory). Safe to call twice. */
  close(): Promise<void>;
}
