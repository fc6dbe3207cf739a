import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { Tx } from '../../src/db/database.ts';
import { takeLocks } from '../../src/db/locks.ts';
import { newId } from '../../src/lib/ids.ts';
import { createPairedDatabase, type PairedDatabase } from './paired-database.ts';

/** The premise of all that runs on a pair of databases: what is wrong fails there. */

let paired: PairedDatabase;
beforeAll(async () => {
  paired = await createPairedDatabase();
});
afterAll(() => paired.close());

let one: string;
let other: string;
beforeEach(() => {
  [one, other] = [newId('organization', 1), newId('organization', 1)];
  // Each new one is on the other side of the last.
  expect(paired.sideOf(one)).not.toBe(paired.sideOf(other));
  paired.faults.splice(0);
});

const found = (db: Tx, id: string) =>
  db
    .insertInto('organizations')
    .values({ id, name: '', slug: id, plan: null, created_at: new Date() })
    .execute();
const exists = async (id: string) =>
  (await paired.database.db.selectFrom('organizations').select('id').where('id', '=', id).execute()).length >
  0;

test('a transaction that meets two organizations fails, and nothing of it stays', async () => {
  const meeting = paired.database.inTransaction(async (tx) => {
    await found(tx, one);
    await found(tx, other);
  });
  await expect(meeting).rejects.toThrow('A transaction meets a second organization');
  expect([await exists(one), await exists(other)]).toEqual([false, false]);
  expect(paired.faults).toHaveLength(1);
});

test('a statement that names none fails, and is remembered where nobody hears of it', async () => {
  await paired.database.db
    .selectFrom('members')
    .selectAll()
    .execute()
    .catch(() => undefined);
  expect(paired.faults).toEqual([expect.stringContaining('A statement names no organization')]);
});

test('what one organization and the first database get in one transaction is committed in both, or in neither', async () => {
  const { database } = paired;
  const note = (tx: Tx, name: string) => tx.insertInto('installation').values({ name, value: '' }).execute();
  await database.inTransaction(async (tx) => {
    await note(tx, one);
    await found(tx, one);
  });
  const failing = database.inTransaction(async (tx) => {
    await found(tx, other);
    await note(tx, other);
    await sql`select 1 / 0`.execute(tx);
  });
  await expect(failing).rejects.toThrow('division by zero');
  const { rows } = await sql`select name from installation`.execute(database.db);
  expect([rows, await exists(one), await exists(other)]).toEqual([[{ name: one }], true, false]);
});

test('locks that were taken before the organization was known hold where it is', async () => {
  const { database } = paired;
  const order: string[] = [];
  const { promise: held, resolve: release } = Promise.withResolvers<void>();
  const first = database.inTransaction(async (tx) => {
    await takeLocks(tx, ['a']);
    await found(tx, one);
    order.push('first has it');
    await held;
    order.push('first ends');
  });
  while (order.length === 0) await new Promise(setImmediate);
  const second = database.inTransaction(async (tx) => {
    await takeLocks(tx, ['a']);
    await tx.selectFrom('organizations').select('id').where('id', '=', one).execute();
    order.push('second has it');
  });
  release();
  await Promise.all([first, second]);
  expect(order).toEqual(['first has it', 'first ends', 'second has it']);
});
