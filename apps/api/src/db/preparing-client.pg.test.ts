import type { Socket } from 'node:net';
import { sql } from 'kysely';
import pg from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';
import { plannedForItsValues } from './planned-for-values.ts';
import { openPostgres } from './postgres.ts';
import { PreparingClient } from './preparing-client.ts';
import { isUnavailable } from './sqlstate.ts';

let made: TestDatabase;
/** One connection each, so that it has prepared what it is asked again. */
let old: Database;
let other: Database;

beforeAll(async () => {
  made = await createTestDatabase('postgres');
  const open = () => openPostgres({ url: made.url ?? '', poolSize: 1, logger: console });
  [old, other] = [open(), open()];
  await sql`create table notes as select 1 as id`.execute(other.db);
});
afterAll(async () => {
  await old.close();
  await other.close();
  await made.close();
});

const read = (db: Parameters<ReturnType<typeof sql>['execute']>[0]) =>
  sql`select * from notes where id = ${1}`.execute(db).then(({ rows }) => rows);
const migrateElsewhere = (column: string) =>
  sql`alter table notes add column ${sql.ref(column)} text`.execute(other.db);

test('a statement is prepared once', async () => {
  await read(old.db);
  await read(old.db);
  const { rows } = await sql`
    select count(*) as prepared from pg_prepared_statements where statement like 'select * from notes%'`.execute(
    old.db,
  );
  expect(rows).toEqual([{ prepared: 1 }]);
});

test('a statement that is planned for its values carries them, whatever they are', async () => {
  const at = new Date('2026-03-08T07:30:00.250Z');
  const hostile = `'; drop table notes; -- \\' $1 \u2028 ü`;
  const { rows } =
    await sql`select ${sql.raw(plannedForItsValues)} ${hostile}::text as text, ${at}::timestamptz as at,
    ${7}::int as number, ${true}::boolean as yes, ${null}::text as nothing`.execute(old.db);
  expect(rows).toEqual([{ text: hostile, at, number: 7, yes: true, nothing: null }]);
  const prepared = await sql`
    select from pg_prepared_statements where statement like ${`%${plannedForItsValues}%`}`.execute(old.db);
  expect(prepared.rows).toEqual([]);
});

test('after a migration by another process it goes on as if nothing were', async () => {
  expect(await read(old.db)).toEqual([{ id: 1 }]);
  await migrateElsewhere('text');
  expect(await read(old.db)).toEqual([{ id: 1, text: null }]);
  expect(await read(old.db)).toEqual([{ id: 1, text: null }]);
});

test('inside a transaction too, which runs again', async () => {
  await read(old.db);
  await migrateElsewhere('author');
  let attempts = 0;
  const rows = await old.inTransaction((tx) => {
    attempts++;
    return read(tx);
  });
  expect(rows).toEqual([{ id: 1, text: null, author: null }]);
  expect(attempts).toBe(2);
});

test.each([
  ['with parameters', 'select pg_sleep($1)', [60]],
  ['without', 'select pg_sleep(60)', undefined],
])(
  'a connection on which the server went silent is used no more: a statement %s',
  async (_, text, values) => {
    const pool = new pg.Pool({
      connectionString: made.url,
      Client: PreparingClient,
      max: 1,
      query_timeout: 200,
      statement_timeout: 500, // for the server, which learns of the end only when it answers
    });
    const backend = async () => (await pool.query('select pg_backend_pid() as pid')).rows[0].pid;
    const silent = await backend();
    const client = await pool.connect();
    await expect(client.query(text, values)).rejects.toThrow('Query read timeout');
    await expect(client.query('rollback')).rejects.toSatisfy(isUnavailable);
    client.release();
    expect(await backend()).not.toBe(silent);
    await pool.end();
  },
);

test('what one turn asks is sent by one write', async () => {
  const client = new PreparingClient({ connectionString: made.url, pipeline: true });
  await client.connect();
  const { stream } = (client as unknown as { connection: { stream: Socket } }).connection;
  let writes = 0;
  const count = <Args extends unknown[]>(write: (...args: Args) => void) =>
    function (this: Socket, ...args: Args) {
      writes++;
      write.apply(this, args);
    };
  Object.assign(stream, { _write: count(stream._write), _writev: count(stream._writev as never) });
  const ask = (...query: [string, unknown[]?]): Promise<pg.QueryResult> => client.query(...query);
  const answers = await Promise.all([ask('begin'), ask('select $1::int as n', [1]), ask('commit')]);
  expect(answers[1].rows).toEqual([{ n: 1 }]);
  expect(writes).toBe(1);
  await client.end();
});
