import { sql } from 'kysely';
import { type Owner, ownerName } from '../lib/principal.ts';
import type { Tx } from './database.ts';
import { send } from './transactions.ts';

export const eventTypeLock = (eventTypeId: string): string => `event-type:${eventTypeId}`;
export const hostLock = (hostId: string, isTest: boolean): string =>
  `host:${hostId}:${isTest ? 'test' : 'live'}`;

/** Whoever makes the first organization, or sets up its owner. */
export const bootstrapLock = 'bootstrap';

/** Whoever begins to work by a secret key, or has all of another sealed anew. */
export const secretKeysLock = 'secret-keys';

/** Whoever changes who is an owner: there is always one. */
export const membersLock = (organizationId: string): string => `members:${organizationId}`;

/** Whoever makes a key: their number has a limit. */
export const keysLock = (owner: Owner): string => `keys:${ownerName(owner)}`;

/** Whoever makes a webhook endpoint: their number has a limit. */
export const webhooksLock = (owner: Owner): string => `webhooks:${ownerName(owner)}`;

/** Whoever hands mails of an organization over: so many an hour reach one address. */
export const mailsLock = (organizationId: string): string => `mails:${organizationId}`;

/**
 * Takes locks that last until the transaction ends, one statement each, in the given order. Everybody asks for
 * event types before hosts and for hosts sorted, so nobody waits in a circle. A statement that reads under a lock
 * comes after it: in one statement with the lock it would see the data from before the wait. They are sent, not
 * waited for: the statement that reads travels with them.
 */
export async function takeLocks(tx: Tx, names: readonly string[]): Promise<void> {
  for (const name of names) send(tx, sql`select pg_advisory_xact_lock(hashtextextended(${name}, 0))`);
}
