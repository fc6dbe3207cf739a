import { operations } from '@astrocal/contract';
import { sql } from 'kysely';
import { expect, test } from 'vitest';
import { proofSize } from '../../../../../packages/scheduling/test/proof-size.ts';
import { seededIntegers } from '../../../../../packages/scheduling/test/random.ts';
import { useOrganization } from '../../../test/harness/organization.ts';
import type { Tx } from '../../db/database.ts';
import { record } from '../../events/record.ts';

const scene = useOrganization();
const [example] = operations.listEvents.answers[200].example.data;

/** Transactions of other test files on the same server hold the log back too. */
const patient = { timeout: 10_000, interval: 10 };

/** Writes as many messages as a writer of the API would, and returns their ids. */
async function write(tx: Tx, count: number): Promise<string[]> {
  const { organizationId } = scene.org;
  const fact = { organizationId, isTest: true, event: 'booking.created', data: example.data } as const;
  const others = Array.from({ length: count - 1 }, () => fact);
  await record(scene.api.deps, tx, scene.api.clock.now(), fact, ...others);
  const rows = await tx
    .selectFrom('events')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where(sql<boolean>`tx_id = pg_current_xact_id()`)
    .orderBy('id')
    .execute();
  return rows.map(({ id }) => id);
}

/** A reader that follows the log from where it stands, in small pages. */
function follow() {
  const seen: string[] = [];
  return {
    seen,
    async catchUp(): Promise<void> {
      for (;;) {
        const cursor = seen.length > 0 ? `&starting_after=${seen.at(-1)}` : '';
        const { data, has_more } = (
          await scene.api.call('GET', `/v1/events?limit=3${cursor}`, { key: scene.org.testKey })
        ).body;
        seen.push(...data.map(({ id }: { id: string }) => id));
        if (!has_more) return;
      }
    },
  };
}

/** A transaction that is open until it is told to go on. */
async function openTransaction(work: (tx: Tx) => Promise<string[]>) {
  const begun = Promise.withResolvers<void>();
  const gate = Promise.withResolvers<void>();
  const ended = scene.api.deps.database.inTransaction(async (tx) => {
    await sql`select pg_current_xact_id()`.execute(tx); // its place in the order is taken here
    begun.resolve();
    await gate.promise;
    return work(tx);
  });
  await begun.promise;
  return {
    async goOn() {
      gate.resolve();
      return ended;
    },
  };
}

test('a reader waits for a transaction that began earlier and writes later', async () => {
  const { database } = scene.api.deps;
  const reader = follow();
  const slow = await openTransaction((tx) => write(tx, 2));
  const quick = await database.inTransaction((tx) => write(tx, 2));
  await reader.catchUp();
  expect(reader.seen).toEqual([]);
  const late = await slow.goOn();
  await expect
    .poll(async () => {
      await reader.catchUp();
      return reader.seen;
    }, patient)
    .toEqual([...late, ...quick]);
});

test('a transaction that fails does not hold the log up', async () => {
  const { database } = scene.api.deps;
  const reader = follow();
  const failing = await openTransaction(async (tx) => {
    await write(tx, 1);
    throw new Error('given up');
  });
  const written = await database.inTransaction((tx) => write(tx, 1));
  await expect(failing.goOn()).rejects.toThrow('given up');
  await expect
    .poll(async () => {
      await reader.catchUp();
      return reader.seen;
    }, patient)
    .toEqual(written);
});

test('whoever follows the log while others write sees every message exactly once', async () => {
  const seed = proofSize('ASTROCAL_PROOF_SEED', 20_260_601);
  const random = seededIntegers(seed);
  const { database } = scene.api.deps;
  const written: string[] = [];
  const reader = follow();
  let writing = 6;

  /** Transactions that hold their place for a random number of the database's round trips. */
  async function writer(): Promise<void> {
    for (let i = 0; i < 40; i++) {
      const [before, after, count] = [random(8), random(8), 1 + random(3)];
      written.push(
        ...(await database.inTransaction(async (tx) => {
          for (let j = 0; j < before; j++) await sql`select pg_current_xact_id()`.execute(tx);
          const ids = await write(tx, count);
          for (let j = 0; j < after; j++) await sql`select 1`.execute(tx);
          return ids;
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
});
