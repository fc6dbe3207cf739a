import type { decideAssignment, decideSlot } from '@astrocal/scheduling';
import type { Database, Tx } from './db/database.ts';
import type { OrganizationDirectory } from './db/organization-directory.ts';
import type { StoredMessage } from './events/record.ts';
import type { Queue } from './jobs/queue.ts';
import type { Clock } from './lib/clock.ts';
import type { Keyring } from './lib/crypto.ts';
import type { Logger } from './lib/logger.ts';
import type { AskPort } from './lib/port.ts';
import type { MailSettings } from './providers/mail.ts';
import type { Outbound } from './providers/outbound/index.ts';

/**
 * The two protections against double bookings that stand in front of the database's constraint.
 * They are values, so that a proof can take each away and show that the others hold alone.
 */
export interface Guards {
  /** Takes transaction-long locks by name, in the given order. */
  lock(tx: Tx, names: readonly string[]): Promise<void>;
  decideSlot: typeof decideSlot;
  decideAssignment: typeof decideAssignment;
}

/** Messages of one organization, in the order in which they became true. */
export type Messages = readonly [StoredMessage, ...StoredMessage[]];

/**
 * What follows from messages, in as many statements for many as for one. It may run more than once for a message, so it
 * does nothing the second time: its rows are unique by the message and what the reaction is done to.
 */
export type Reaction = (deps: Deps, tx: Tx, messages: Messages) => Promise<void>;

/** Everything that features work with, built once at the start. */
export interface Deps {
  readonly database: Database;
  readonly directory: OrganizationDirectory;
  readonly queue: Pick<Queue<Deps>, 'enqueue' | 'enqueueAll' | 'attemptsDue' | 'check' | 'counts' | 'runs'>;
  /** What follows from facts, of all features. */
  readonly reactions: readonly Reaction[];
  /** What an earlier feature asks of a later one. */
  readonly port: AskPort;
  readonly clock: Clock;
  /** Whether the clock is too far from the database's to be believed: nothing is changed then. Never unless told. */
  readonly isClockWrong?: () => boolean;
  readonly keyring: Keyring;
  readonly logger: Logger;
  readonly guards: Guards;
  readonly mail: MailSettings;
  /** The one way to other servers. */
  readonly outbound: Pick<Outbound, 'judgeUrl' | 'send' | 'fetchFile'>;
  /** The address under which people reach the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly version: string;
  /** How many members an organization may have; null: any number, as unless told. */
  readonly mostMembers?: number | null;
  /** How long a request waits for a running one with its Idempotency-Key: 10 seconds unless told. */
  readonly idempotencyWaitMs?: number;
}
