import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestDatabase, describeOnBothDatabases } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';
import { migrate, pendingMigrations } from './migrate.ts';
import { openPostgres } from './postgres.ts';

let directory: string;
beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'astrocal-migrations-'));
  await write(
    '0001_notes',
    `create table notes (text text);\n-- two; statements\ninsert into notes values ('a;b');`,
  );
  await write(
    '0002_shout',
    `create function shout(text) returns text language plpgsql as $$ begin return upper($1); end $$;
     insert into notes values (shout('c'))`,
  );
});
afterEach(() => rm(directory, { recursive: true }));

const write = (name: string, text: string) => writeFile(path.join(directory, `${name}.sql`), text);

/** A test database comes with the project's own migrations; these tests bring theirs. */
async function forgetOwnMigrations(database: Database): Promise<void> {
  await sql`drop table kysely_migration, kysely_migration_lock`.execute(database.db);
}

describeOnBothDatabases('migrate', (open) => {
  let database: Database;
  beforeEach(async () => {
    ({ database } = await open());
    await forgetOwnMigrations(database);
  });
  const notes = async () => (await sql`select text from notes`.execute(database.db)).rows;

  it('runs what is pending, in order and once', async () => {
    expect(await pendingMigrations(database, directory)).toEqual(['0001_notes', '0002_shout']);
    expect(await migrate(database, directory)).toEqual(['0001_notes', '0002_shout']);
    expect(await notes()).toEqual([{ text: 'a;b' }, { text: 'C' }]);
    expect(await pendingMigrations(database, directory)).toEqual([]);
    expect(await migrate(database, directory)).toEqual([]);

    await write('0003_more', `insert into notes values ('d')`);
    expect(await pendingMigrations(database, directory)).toEqual(['0003_more']);
    expect(await migrate(database, directory)).toEqual(['0003_more']);
  });

  it('keeps nothing when one fails, and names it', async () => {
    await write('0003_broken', 'insert into nowhere values (1)');
    await expect(migrate(database, directory)).rejects.toThrow('Migration 0003_broken failed');
    expect(await pendingMigrations(database, directory)).toHaveLength(3);
    await expect(notes()).rejects.toThrow('notes');
  });

  it('refuses a database that is newer than the code', async () => {
    await migrate(database, directory);
    await rm(path.join(directory, '0002_shout.sql'));
    await expect(migrate(database, directory)).rejects.toThrow(
      'The database is newer than this code: it has the migration 0002_shout',
    );
  });
});

describe('migrate in several processes at once', () => {
  it('runs everything once, and lets every process go on', async () => {
    const test = await createTestDatabase('postgres');
    await forgetOwnMigrations(test.database);
    await write('0003_slow', 'select pg_sleep(0.3)');
    const starts = Array.from({ length: 8 }, () =>
      openPostgres({ url: test.url ?? '', poolSize: 1, logger: console }),
    );
    const ran = await Promise.all(starts.map((each) => migrate(each, directory)));
    await Promise.all(starts.map((each) => each.close()));
    expect(ran.flat().sort()).toEqual(['0001_notes', '0002_shout', '0003_slow']);
    expect(ran.filter((names) => names.length === 3)).toHaveLength(1);
    await test.close();
  });
});

describe('migrate beside a process of the release before, which serves', () => {
  it('begins again when the two have waited for each other', async () => {
    const { database, url = '', close } = await createTestDatabase('postgres');
    await forgetOwnMigrations(database);
    await sql`create table one ()`.execute(database.db);
    await sql`create table two ()`.execute(database.db);
    await write(
      '0003_both',
      `lock table one in access exclusive mode; select pg_advisory_xact_lock(1);
       set local deadlock_timeout = '10ms'; lock table two in access exclusive mode`,
    );
    const waiting = (count: number) =>
      expect
        .poll(
          async () => (await sql`select from pg_locks where not granted`.execute(database.db)).rows.length,
        )
        .toBe(count);
    const [gate, serving] = [1, 2].map(() => openPostgres({ url, poolSize: 1, logger: console }));
    const isThere = Promise.withResolvers<void>();
    const goesOn = Promise.withResolvers<void>();
    const opens = Promise.withResolvers<void>();
    const held = gate?.inTransaction(async (tx) => {
      await sql`select pg_advisory_xact_lock(1)`.execute(tx);
      await opens.promise;
    });
    const served = serving?.inTransaction(async (tx) => {
      await sql`set local deadlock_timeout = '1h'`.execute(tx); // it is the migration that gives in
      await sql`lock table two in row exclusive mode`.execute(tx);
      isThere.resolve();
      await goesOn.promise;
      await sql`lock table one in row exclusive mode`.execute(tx);
    });
    await isThere.promise;
    const migrated = migrate(database, directory);
    await waiting(1);
    goesOn.resolve();
    await waiting(2);
    opens.resolve();
    expect(await migrated).toEqual(['0001_notes', '0002_shout', '0003_both']);
    await Promise.all([held, served]);
    for (const each of [gate, serving]) await each?.close();
    await close();
  });
});

it('has the code and the test template agree', async () => {
  const test = await createTestDatabase('postgres');
  expect(await pendingMigrations(test.database)).toEqual([]);
  await test.close();
});

it('has a number of its own for each migration, without a gap', async () => {
  const files = await readdir(new URL('../../migrations/', import.meta.url));
  const numbers = files.map((file) => Number(file.slice(0, 4))).sort((a, b) => a - b);
  expect(numbers).toEqual(numbers.map((_, place) => place + 1));
});
