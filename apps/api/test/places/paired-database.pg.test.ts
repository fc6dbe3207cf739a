import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import type { AnyAttemptKind } from '../../src/attempts/kind.ts';
import type { Tx } from '../../src/db/database.ts';
import { takeLocks } from '../../src/db/locks.ts';
import { tell } from '../../src/features/events/tell.ts';
import { findDue } from '../../src/jobs/find-due.ts';
import { openQueue } from '../../src/jobs/queue.ts';
import { newId } from '../../src/lib/ids.ts';
import { defineJob } from '../harness/define-job.ts';
import { createPairedDatabase, type PairedDatabase } from './paired-database.ts';

const quiet = { info() {}, warn() {}, error() {} };
const job = defineJob<object, undefined>()({
  name: 'test.job',
  retryLimit: 1,
  handle: async () => undefined,
});

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

test('statements of both sides that may be sent together are committed each by itself', async () => {
  const text = 'update organizations set plan = null where id = $1 returning id';
  for (const id of [one, other]) await paired.database.inTransaction((tx) => found(tx, id));
  const answers = await paired.database.queueConnection.executeAll(
    [one, other].map((id) => ({ text, values: [id] })),
  );
  expect(answers).toEqual([[{ id: one }], [{ id: other }]]);
  expect(paired.faults).toEqual([]);
});

test('what is due is found on both sides, and jobs where they are', async () => {
  const { database } = paired;
  const now = new Date(0);
  for (const id of [one, other])
    await database.inTransaction(async (tx) => {
      await found(tx, id);
      await sql`insert into events (organization_id, id, is_test, number, event, data, created_at, next_attempt_at)
        values (${id}, ${newId('message', 1)}, false, 1, 'booking.created', '{}', ${now}, ${now})`.execute(
        tx,
      );
    });
  const queue = await openQueue(database, { definitions: [job], attempts: [], logger: quiet });
  await database.inTransaction((tx) => queue.enqueue(tx, job, {}));
  const kinds = [tell] as readonly AnyAttemptKind[];
  const due = await findDue(
    database.queueConnection,
    { names: [job.name], kinds },
    { now: now.getTime(), aheadMs: 0 },
  );
  expect(due).toHaveLength(3);
  const owned = [one, other].map((organizationId) => ({
    name: tell.name,
    owner: { organizationId, isTest: false },
  }));
  expect(due).toEqual(expect.arrayContaining([{ name: job.name, owner: null }, ...owned]));
  await queue.stop();
  expect(paired.faults).toEqual([]);
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
