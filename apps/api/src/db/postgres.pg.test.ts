import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';
import { openPostgres } from './postgres.ts';
import { isUnavailable, sqlState } from './sqlstate.ts';

describe('openPostgres', () => {
  let test: TestDatabase;
  let small: Database;
  const warnings: string[] = [];
  const logger = { warn: (_: object, message: string) => warnings.push(message), error: console.error };

  beforeAll(async () => {
    test = await createTestDatabase('postgres');
    small = openPostgres({ url: test.url ?? '', poolSize: 1, logger });
  });
  afterAll(async () => {
    await small.close();
    await test.close();
  });

  it('says who it is and what its limits are', async () => {
    const { rows } = await sql`
      select name, setting from pg_settings where name in
      ('application_name', 'statement_timeout', 'idle_in_transaction_session_timeout', 'TimeZone', 'plan_cache_mode') order by name collate "C"
    `.execute(small.db);
    expect(rows).toEqual([
      { name: 'TimeZone', setting: 'UTC' },
      { name: 'application_name', setting: 'astrocal' },
      { name: 'idle_in_transaction_session_timeout', setting: '10000' },
      { name: 'plan_cache_mode', setting: 'force_generic_plan' },
      { name: 'statement_timeout', setting: '30000' },
    ]);
  });

  it('gives up a statement of a job, and not one that builds or cleans up', async () => {
    const timeout = `select current_setting('statement_timeout') as value`;
    expect(await small.queueConnection.executeSql(timeout, [])).toEqual({ rows: [{ value: '30s' }] });
    expect(await small.queueConnection.executeSql(timeout)).toEqual({ rows: [{ value: '0' }] });
  });

  it('survives the loss of a connection in use, reports it, and connects again', async () => {
    const lost = small.inTransaction((tx) => sql`select pg_terminate_backend(pg_backend_pid())`.execute(tx));
    await expect(lost).rejects.toSatisfy(isUnavailable);
    expect(warnings).toContain('A database connection was lost.');
    await expect(sql`select 1`.execute(small.db)).resolves.toBeDefined();
  });

  it('survives the loss of an idle connection', async () => {
    const { rows } = await sql<{ pid: number }>`select pg_backend_pid() as pid`.execute(small.db);
    await sql`select pg_terminate_backend(${rows[0]?.pid})`.execute(test.database.db);
    await expect.poll(() => warnings).toContain('An idle database connection was lost.');
    await expect(sql`select 1`.execute(small.db)).resolves.toBeDefined();
  });

  it('calls a statement that takes too long, and a server that is gone, unavailable', async () => {
    const slow = small.inTransaction(async (tx) => {
      await sql`set local statement_timeout = 50`.execute(tx);
      await sql`select pg_sleep(1)`.execute(tx);
    });
    await expect(slow).rejects.toSatisfy((error) => sqlState(error) === '57014' && isUnavailable(error));

    const absent = openPostgres({ url: 'postgres://nobody@/none?host=/nowhere', poolSize: 1, logger });
    const gone = await sql`select 1`.execute(absent.db).catch((error) => error);
    await absent.close();
    expect(isUnavailable(gone)).toBe(true);
  });

  it('says that a request waited too long for a connection', { timeout: 15_000 }, async () => {
    let release = () => {};
    const holds = small.inTransaction(() => new Promise<void>((resolve) => (release = resolve)));
    const waited = await sql`select 1`.execute(small.db).catch((error) => error);
    release();
    await holds;
    expect(isUnavailable(waited)).toBe(true);
  });

  it('settles a real deadlock by running the loser again', async () => {
    const { database } = test;
    await sql`create table pairs (id int primary key, n int not null default 0)`.execute(database.db);
    await sql`insert into pairs values (1), (2)`.execute(database.db);
    let attempts = 0;
    const both = Promise.withResolvers<void>();
    let holding = 0;
    const add = (first: number, second: number) =>
      database.inTransaction(async (tx) => {
        attempts++;
        await sql`update pairs set n = n + 1 where id = ${first}`.execute(tx);
        if (++holding >= 2) both.resolve();
        await both.promise;
        await sql`update pairs set n = n + 1 where id = ${second}`.execute(tx);
      });
    await Promise.all([add(1, 2), add(2, 1)]);
    const { rows } = await sql`select n from pairs`.execute(database.db);
    expect(rows).toEqual([{ n: 2 }, { n: 2 }]);
    expect(attempts).toBe(3);
  });
});
