import { sql } from 'kysely';
import pg from 'pg';
import { expect, inject, it } from 'vitest';
import { createTestDatabase } from './databases.ts';
import { onDatabase } from './test-server.ts';

it('gives every caller a database of its own, and drops it', async () => {
  const [one, two] = await Promise.all([createTestDatabase('postgres'), createTestDatabase('postgres')]);
  await sql`create table only_here (id int)`.execute(one.database.db);
  await expect(sql`select * from only_here`.execute(two.database.db)).rejects.toThrow('only_here');
  await Promise.all([one.close(), two.close()]);
  const gone = new pg.Client(one.url);
  await expect(gone.connect()).rejects.toThrow('does not exist');
});

it('fails at close when a transaction was left open', async () => {
  const test = await createTestDatabase('postgres');
  const forgotten = new pg.Client(test.url);
  forgotten.on('error', () => undefined); // the drop ends it
  await forgotten.connect();
  await forgotten.query('begin; select 42');
  await expect(test.close()).rejects.toThrow(/Left open.*idle in transaction.*select 42/s);
});

it('leaves the template alone', async () => {
  const template = new pg.Client(onDatabase(inject('adminUrl'), inject('templateDatabase')));
  await template.connect();
  const { rows } = await template.query(`select to_regclass('only_here') as found`);
  await template.end();
  expect(rows).toEqual([{ found: null }]);
});

it.each([
  [
    'postgres://me:secret@db.example:5432/app?sslmode=require',
    'postgres://me:secret@db.example:5432/x?sslmode=require',
  ],
  ['postgres://postgres@/postgres?host=%2Ftmp%2Fa', 'postgres://postgres@/x?host=%2Ftmp%2Fa'],
  ['postgresql://localhost/app', 'postgresql://localhost/x'],
])('names another database on the server of %s', (url, expected) => {
  expect(onDatabase(url, 'x')).toBe(expected);
});
