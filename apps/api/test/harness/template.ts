import { randomBytes } from 'node:crypto';
import type pg from 'pg';
import { inject } from 'vitest';
import type { Database } from '../../src/db/database.ts';
import { onDatabase, onServer } from './test-server.ts';

/** A database of its own, with every migration and no rows. */
export interface TestDatabase {
  readonly database: Database;
  /** Its connection string, for a second pool or process; PostgreSQL only. */
  readonly url: string | undefined;
  /** Fails when a transaction was left open; then closes and drops the database. */
  close(): Promise<void>;
}

/** A database on the server that is a copy of the template, and nobody's yet. */
interface Copy {
  readonly url: string;
  /** Fails when a transaction was left open; then closes `database` and drops the copy. */
  drop(database: Database): Promise<void>;
}

/** Makes a database for the calling test file, which must have it dropped. */
export async function copyTemplate(): Promise<Copy> {
  const name = `astrocal_test_${process.pid}_${randomBytes(4).toString('hex')}`;
  const adminUrl = inject('adminUrl');
  await onServer(adminUrl, (admin) =>
    admin.query(`create database ${name} template ${inject('templateDatabase')}`),
  );
  return {
    url: onDatabase(adminUrl, name),
    async drop(database) {
      // Before the pool is ended: that waits for a connection which a test forgot, for ever.
      const leaked = await onServer(adminUrl, (admin) => openTransactions(admin, name));
      if (leaked.length === 0) await database.close();
      await onServer(adminUrl, (admin) => admin.query(`drop database ${name} with (force)`));
      if (leaked.length > 0) throw new Error(`Left open at the end of the file:\n${leaked.join('\n')}`);
    },
  };
}

const leakPatienceMs = 1_000;

/** What transactions are open in `database` and stay open: a statement just finishing is given a second. */
async function openTransactions(admin: pg.Client, database: string): Promise<string[]> {
  const deadline = performance.now() + leakPatienceMs;
  for (;;) {
    const { rows } = await admin.query<{ leak: string }>(
      `select format('%s in %s: %s', state, application_name, query) as leak from pg_stat_activity
       where datname = $1 and xact_start is not null and backend_type = 'client backend'`,
      [database],
    );
    if (rows.length === 0 || performance.now() > deadline) return rows.map((row) => row.leak);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
