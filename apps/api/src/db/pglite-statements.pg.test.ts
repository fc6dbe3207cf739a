import { sql } from 'kysely';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import type { Database } from './database.ts';
import { plannedForItsValues } from './planned-for-values.ts';
import { sqlState } from './sqlstate.ts';

let made: TestDatabase;
let database: Database;

beforeAll(async () => {
  made = await createTestDatabase('embedded');
  database = made.database;
  await sql`create table notes as select 1 as id`.execute(database.db);
});
afterAll(() => made.close());

type Executor = Parameters<ReturnType<typeof sql>['execute']>[0];
const read = (db: Executor) => sql`select * from notes where id = ${1}`.execute(db).then(({ rows }) => rows);
const countPrepared = async (text: string) => {
  const { rows } = await sql<{ count: number }>`
    select count(*) from pg_prepared_statements where statement like ${text}`.execute(database.db);
  return rows[0]?.count;
};

test('a statement is prepared once, and answers as often as it is asked', async () => {
  expect(await read(database.db)).toEqual([{ id: 1 }]);
  expect(await read(database.db)).toEqual([{ id: 1 }]);
  expect(await countPrepared('select * from notes where id = %')).toBe(1);
});

test('one that is planned for its values is not', async () => {
  const { rows } = await sql`select ${sql.raw(plannedForItsValues)} ${"it's"}::text as text`.execute(
    database.db,
  );
  expect(rows).toEqual([{ text: "it's" }]);
  expect(await countPrepared(`%${plannedForItsValues}%`)).toBe(0);
});

test('every kind of value comes back as it went', async () => {
  const at = new Date('2026-03-08T07:30:00.250Z');
  const values = {
    text: 'ü\u2028\\',
    at,
    number: 7,
    yes: true,
    texts: ['a', 'b,"c"'],
    nothing: null,
    json: { a: 1 },
  };
  const { rows } = await sql`
    select ${values.text}::text as text, ${at}::timestamptz as at, ${7}::int8 as number, ${true}::boolean as yes,
      ${values.texts}::text[] as texts, ${null}::text as nothing, ${'{"a":1}'}::jsonb as json`.execute(
    database.db,
  );
  expect(rows).toEqual([values]);
});

test('what is written is counted', async () => {
  const written = await sql`insert into notes select n from generate_series(2, ${4}::int) n`.execute(
    database.db,
  );
  const deleted = await sql`delete from notes where id > ${1}`.execute(database.db);
  expect([written.numAffectedRows, deleted.numAffectedRows]).toEqual([3n, 3n]);
});

test('a statement that fails leaves the connection to the next', async () => {
  const divide = (by: number) => sql`select 1 / ${by}::int as n`.execute(database.db);
  await expect(divide(0)).rejects.toSatisfy((error) => sqlState(error) === '22012');
  expect((await divide(1)).rows).toEqual([{ n: 1 }]);
  await expect(sql`select ${1} from nowhere`.execute(database.db)).rejects.toSatisfy(
    (error) => sqlState(error) === '42P01',
  );
  expect(await read(database.db)).toEqual([{ id: 1 }]);
});

test('one that fails in a transaction rolls back what was written before it', async () => {
  const failing = database.inTransaction(async (tx) => {
    await sql`insert into notes values (${9})`.execute(tx);
    await sql`select 1 / ${0}::int`.execute(tx);
  });
  await expect(failing).rejects.toSatisfy((error) => sqlState(error) === '22012');
  expect((await sql`select from notes where id = ${9}`.execute(database.db)).rows).toEqual([]);
});

test('one that meets a failing transaction of the queue is not rolled back with it', async () => {
  const { executeSql } = database.queueConnection;
  const written = Array.from({ length: 20 }, (_, at) => 100 + at);
  await Promise.all(
    written.flatMap((id) => [
      expect(executeSql('BEGIN; select 1; select 1 / 0; COMMIT')).rejects.toThrow('division by zero'),
      sql`insert into notes values (${id})`.execute(database.db),
    ]),
  );
  const kept = await sql<{ id: number }>`select id from notes where id >= ${100} order by id`.execute(
    database.db,
  );
  expect(kept.rows.map(({ id }) => id)).toEqual(written);
});

test('after a migration it goes on as if nothing were, inside a transaction too', async () => {
  await read(database.db);
  await sql`alter table notes add column text text`.execute(database.db);
  expect(await read(database.db)).toEqual([{ id: 1, text: null }]);
  await sql`alter table notes add column author text`.execute(database.db);
  let attempts = 0;
  const rows = await database.inTransaction((tx) => {
    attempts++;
    return read(tx);
  });
  expect([rows, attempts]).toEqual([[{ id: 1, text: null, author: null }], 2]);
});
