import pg from 'pg';
import { afterEach, expect } from 'vitest';
import { hostLock } from '../../src/db/locks.ts';
import type { MainProcess } from '../harness/main-process.ts';
import type { Tables } from '../harness/reconcile.ts';

/** Lets those go on who wait for what is held. */
export type Release = () => Promise<void>;

/** For what a slow machine does late. */
export const eventually = { timeout: 60_000 };

/** Runs the statement in a transaction of its own, which stays open: whoever needs what it locked waits. */
export async function hold(
  url: string,
  statement: string,
  values: readonly unknown[] = [],
): Promise<Release> {
  const client = new pg.Client(url);
  await client.connect();
  held.add(client);
  await client.query('begin');
  await client.query(statement, [...values]);
  return async () => {
    held.delete(client);
    await client.end();
  };
}

const held = new Set<pg.Client>();
// What a failed test holds would keep all others from going on.
afterEach(async () => {
  for (const client of held) await client.end();
  held.clear();
});

/** Keeps everybody else from the live bookings of the host. */
export const holdHost = (url: string, hostId: string): Promise<Release> =>
  hold(url, 'select pg_advisory_xact_lock(hashtextextended($1, 0))', [hostLock(hostId, false)]);

/** Lets others read the table and keeps them from writing to it. */
export const holdTable = (url: string, table: string): Promise<Release> =>
  hold(url, `lock table ${table} in share mode`);

/** Who waits for a lock in a statement that begins so, of the processes that call themselves so. */
export const waitingIn = (tables: Tables, application: string, statement = ''): Promise<object[]> =>
  tables.query(
    `select pid, query from pg_stat_activity
     where application_name = $1 and wait_event_type = 'Lock' and query ilike $2`,
    [application, `${statement}%`],
  );

/**
 * Kills the process that waits, and lets go. Its connections end first: the database would go on with what it was sent
 * and what waits behind the lock, the commit too.
 */
export async function killHeld(
  tables: Tables,
  { victim, application, release }: { victim: MainProcess; application: string; release: Release },
): Promise<void> {
  await victim.ended('SIGKILL');
  await tables.query('select pg_terminate_backend(pid) from pg_stat_activity where application_name = $1', [
    application,
  ]);
  await connectionsEnded(tables, application);
  await release();
}

/** Resolves when the database has noticed that nobody of that name is there any more. */
export const connectionsEnded = (tables: Tables, application: string): Promise<void> =>
  expect
    .poll(
      () => tables.query('select pid from pg_stat_activity where application_name = $1', [application]),
      eventually,
    )
    .toEqual([]);
