import { operations } from '@astrocal/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { proofSize } from '../../../../../packages/scheduling/test/proof-size.ts';
import { seededIntegers } from '../../../../../packages/scheduling/test/random.ts';
import { useOrganization } from '../../../test/harness/organization.ts';
import type { Tx } from '../../db/database.ts';
import { record } from '../../events/record.ts';
import { system } from '../../lib/principal.ts';

const scene = useOrganization();
const [example] = operations.listEvents.answers[200].example.data;

let marks = 0;

/** Writes as many messages as a writer of the API would, and returns what their data is marked with. */
async function write(tx: Tx, count: number): Promise<string[]> {
  const written = Array.from({ length: count }, () => `mark ${++marks}`);
  const [first, ...others] = written.map((notes) => ({
    organizationId: scene.org.organizationId,
    isTest: true,
    event: 'booking.created' as const,
    data: { ...example.data, notes },
  }));
  if (first) record(scene.api.deps, tx, { by: system, now: scene.api.clock.now() }, first, ...others);
  return written;
}

/** A reader that follows the log from where it stands, in small pages, and keeps the marks. */
function follow() {
  const seen: string[] = [];
  let last: string | undefined;
  return {
    seen,
    async catchUp(): Promise<void> {
      for (;;) {
        const cursor = last === undefined ? '' : `&starting_after=${last}`;
        const { data, has_more } = (
          await scene.api.call('GET', `/v1/events?limit=3${cursor}`, { key: scene.org.testKey })
        ).body;
        seen.push(...data.map((message: { data: { notes: string } }) => message.data.notes));
        last = data.at(-1)?.id ?? last;
        if (!has_more) return;
      }
    },
  };
}

const numbers = async () => {
  const { rows } = await sql<{ number: number }>`select number from events
    where organization_id = ${scene.org.organizationId} and is_test order by number`.execute(
    scene.api.deps.database.db,
  );
  return rows.map(({ number }) => number);
};

/** A transaction that is open until it is told to go on. */
async function openTransaction<T>(work: (tx: Tx, gate: Promise<void>) => Promise<T>) {
  const gate = Promise.withResolvers<void>();
  const begun = Promise.withResolvers<void>();
  const ended = scene.api.deps.database.inTransaction(async (tx) => {
    await sql`select pg_current_xact_id()`.execute(tx);
    begun.resolve();
    return work(tx, gate.promise);
  });
  await begun.promise;
  return {
    async goOn() {
      gate.resolve();
      return ended;
    },
  };
}

test('a reader sees what is committed at once, in the order of commits', async () => {
  const reader = follow();
  const slow = await openTransaction(async (tx, gate) => {
    const written = await write(tx, 2);
    await gate;
    return written;
  });
  const quick = await scene.api.deps.database.inTransaction((tx) => write(tx, 2));
  await reader.catchUp();
  expect(reader.seen).toEqual(quick);
  const late = await slow.goOn();
  await reader.catchUp();
  expect(reader.seen).toEqual([...quick, ...late]);
});

test('a transaction that fails leaves no gap', async () => {
  const { database } = scene.api.deps;
  const failing = await openTransaction(async (tx, gate) => {
    await write(tx, 3);
    await gate;
    throw new Error('given up');
  });
  await database.inTransaction((tx) => write(tx, 2));
  await expect(failing.goOn()).rejects.toThrow('given up');
  const refused = database.inTransaction(async (tx) => {
    await write(tx, 1);
    await sql`select 1 / 0`.execute(tx);
  });
  await expect(refused).rejects.toThrow('division by zero');
  await database.inTransaction((tx) => write(tx, 1));
  expect(await numbers()).toEqual([1, 2, 3]);
});

test('what one transaction makes true at several places is numbered in that order', async () => {
  const reader = follow();
  const written = await scene.api.deps.database.inTransaction(async (tx) => [
    ...(await write(tx, 1)),
    ...(await write(tx, 2)),
  ]);
  await reader.catchUp();
  expect(reader.seen).toEqual(written);
});

test('two that write to both logs of an organization do not wait crosswise', async () => {
  const { database } = scene.api.deps;
  const { organizationId } = scene.org;
  const fact = (isTest: boolean) =>
    ({ organizationId, isTest, event: 'booking.created', data: example.data }) as const;
  let attempts = 0;
  const both = (first: boolean) =>
    database.inTransaction(async (tx) => {
      attempts++;
      record(scene.api.deps, tx, { by: system, now: scene.api.clock.now() }, fact(first), fact(!first));
    });
  await Promise.all(Array.from({ length: 40 }, (_, at) => both(at % 2 === 0)));
  expect(attempts).toBe(40); // a deadlock would have run one again
  expect(await numbers()).toEqual(Array.from({ length: 40 }, (_, at) => at + 1));
});

test('a process of the release before, which writes without numbers, takes its place in the order', async () => {
  const { organizationId } = scene.org;
  const reader = follow();
  const data = JSON.stringify({ ...example.data, notes: 'older' });
  const inserted = Promise.withResolvers<void>();
  const older = await openTransaction(async (tx, gate) => {
    await sql`insert into events (organization_id, id, is_test, event, data, created_at)
      values (${organizationId}, 'msg_00000000000000000000000000', true, 'booking.created', ${data}, now())`.execute(
      tx,
    );
    inserted.resolve();
    await gate;
  });
  await inserted.promise;
  const newer = scene.api.deps.database.inTransaction((tx) => write(tx, 1));
  await reader.catchUp();
  expect(reader.seen).toEqual([]); // the newer one waits: it must not be seen before the older one
  await older.goOn();
  await newer;
  await reader.catchUp();
  expect(reader.seen).toEqual(['older', ...(await newer)]);
});

test('whoever follows the log while others write sees every message exactly once', async () => {
  const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
  const random = seededIntegers(seed);
  const { database } = scene.api.deps;
  const written: string[] = [];
  const reader = follow();
  let writing = 6;

  /** Transactions that take a random number of the database's round trips before and after they write. */
  async function writer(): Promise<void> {
    for (let i = 0; i < 40; i++) {
      const [before, after, count] = [random(8), random(8), 1 + random(3)];
      written.push(
        ...(await database.inTransaction(async (tx) => {
          for (let j = 0; j < before; j++) await sql`select pg_current_xact_id()`.execute(tx);
          const marks = await write(tx, count);
          for (let j = 0; j < after; j++) await sql`select 1`.execute(tx);
          return marks;
        })),
      );
    }
    writing--;
  }

  async function readOn(): Promise<void> {
    while (writing > 0 || reader.seen.length < written.length) await reader.catchUp();
  }

  await Promise.all([readOn(), ...Array.from({ length: writing }, writer)]);
  await reader.catchUp();
  expect(reader.seen.length, `seed ${seed}`).toBe(written.length);
  expect(new Set(reader.seen), `seed ${seed}`).toEqual(new Set(written));
  expect(await numbers(), `seed ${seed}`).toEqual(written.map((_, at) => at + 1));
});
