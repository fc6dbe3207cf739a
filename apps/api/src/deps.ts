import type { decideSlot } from '@astrocal/scheduling';
import type { Database, Tx } from './db/database.ts';
import type { OrganizationDirectory } from './db/organization-directory.ts';
import type { FanOut, StoredMessage } from './events/record.ts';
import type { JobDefinition } from './jobs/definition.ts';
import type { Queue } from './jobs/queue.ts';
import type { Clock } from './lib/clock.ts';
import type { Keyring } from './lib/crypto.ts';
import type { Logger } from './lib/logger.ts';
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
}

/** Where a spot may be free: with any event type of a host, or with one. */
export type Freed = { readonly hostId: string; readonly isTest: boolean } | { readonly eventTypeId: string };

/** The jobs that exist, with what each carries. */
export type AppJob =
  | JobDefinition<
      'bookings.expire-unpaid',
      { readonly organizationId: string; readonly bookingId: string },
      Deps
    >
  | JobDefinition<'events.fan-out', FanOut, Deps>
  | JobDefinition<'waitlist.promote', { readonly organizationId: string } & Freed, Deps>
  | JobDefinition<
      'waitlist.reopen',
      { readonly organizationId: string; readonly eventTypeId: string; readonly at: string },
      Deps
    >
  | JobDefinition<'waitlist.expire', { readonly organizationId: string; readonly entryId: string }, Deps>
  | JobDefinition<'webhooks.replay', ReplayPage, Deps>
  | JobDefinition<
      'notifications.send',
      { readonly organizationId: string; readonly mailId: string; readonly attempt: number },
      Deps
    >
  | JobDefinition<
      'notifications.remind',
      {
        readonly organizationId: string;
        readonly bookingId: string;
        readonly revision: number;
        readonly minutes: number;
      },
      Deps
    >
  | JobDefinition<
      'notifications.waitlist-joined',
      { readonly organizationId: string; readonly entryId: string },
      Deps
    >
  | JobDefinition<
      'notifications.webhook-disabled',
      { readonly organizationId: string; readonly endpointId: string },
      Deps
    >;

/** One page of a replay: the messages of these events from an instant until before another, after the last one. */
export interface ReplayPage {
  readonly organizationId: string;
  readonly isTest: boolean;
  readonly endpointId: string;
  readonly replayId: `rpl_${string}`;
  readonly events: readonly string[];
  readonly from: number;
  readonly until: number;
  /** Null: from the beginning. */
  readonly after: string | null;
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
  readonly queue: Pick<Queue<AppJob>, 'enqueue' | 'enqueueAll' | 'attemptsDue' | 'check' | 'counts' | 'runs'>;
  readonly clock: Clock;
  /** Whether the clock is too far from the database's to be believed: nothing is changed then. Never unless told. */
  readonly isClockWrong?: () => boolean;
  readonly keyring: Keyring;
  readonly logger: Logger;
  readonly guards: Guards;
  readonly mail: MailSettings;
  /** The one way to other servers. */
  readonly outbound: Pick<Outbound, 'judgeUrl' | 'send'>;
  /** The address under which people reach the server, without a slash at the end. */
  readonly publicUrl: string;
  readonly version: string;
  /** How long a request waits for a running one with its Idempotency-Key: 10 seconds unless told. */
  readonly idempotencyWaitMs?: number;
}
