import { afterEach, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { type CrashWorld, createCrashWorld, prepareEventTypes } from './crash-world.ts';
import { openProof } from './proof.ts';
import { kills, writers } from './settings.ts';

// P2 and P3. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/postgres`

let world: CrashWorld;
afterEach(() => world.close());

/** How PostgreSQL is killed, and what has to be done for it to come back. */
interface Crash {
  kill(choose: (bound: number) => number): Promise<void>;
  restart?(): Promise<void>;
}

/** One server under writers, whose database is killed again and again, and which nobody starts again. */
async function crashUnderWriters(name: string, { kill, restart }: Crash): Promise<void> {
  const server = await world.start();
  await prepareEventTypes(world.organizations, server.url);
  const { writing, choose, ...proof } = openProof(world.organizations, () => server.url);
  for (let round = 0; round < kills; round++) {
    writing.start();
    await writing.until('acknowledged', 20 + choose(300));
    const down = writing.until('unavailable', 1);
    await kill(choose);
    await down;
    await restart?.();
    // The server connects again by itself.
    await writing.until('acknowledged', writers);
    await writing.stop();
    await proof.replay(server.url);
    await proof.check(world);
  }
  await expectIndexesWhole();
  expect(await server.ended('SIGTERM')).toBe(0);
  expect(proof.replayed.unknown).toBeGreaterThan(0); // the premise: it died in the middle of something
  proof.report(name);
}

test('what was answered before PostgreSQL was killed is there after it', patience, async () => {
  world = await createCrashWorld();
  const { kill, restart } = world.postgres;
  await crashUnderWriters('PostgreSQL killed as a whole under writers', { kill: () => kill(), restart });
});

test('the same when one of its processes is killed, and all others end with it', patience, async () => {
  world = await createCrashWorld();
  await crashUnderWriters('one process of PostgreSQL killed under writers', {
    async kill(choose) {
      const victims = await world.query<{ pid: number }>(
        `select pid from pg_stat_activity where backend_type = 'walwriter'
          or (application_name = 'astrocal' and state <> 'idle') order by backend_start`,
      );
      await world.postgres.kill(victims[choose(victims.length)]?.pid);
    },
  });
});

/** What an index says and what its table says are the same: a query may have asked either. */
async function expectIndexesWhole(): Promise<void> {
  await world.query('create extension amcheck');
  const checked = await world.query(
    `select c.relname, bt_index_check(c.oid, true) from pg_class c join pg_index i on i.indexrelid = c.oid
     join pg_am m on m.oid = c.relam and m.amname = 'btree'
     where c.relnamespace = 'public'::regnamespace and i.indisvalid`,
  );
  expect(checked.length).toBeGreaterThan(20);
  const corrupt = `select c.relname, h.* from pg_class c, verify_heapam(c.oid) h
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r'`;
  expect(await world.query(corrupt)).toEqual([]);
}

test('a PostgreSQL that does not wait for its disk loses some, and the proof sees it', patience, async () => {
  world = await createCrashWorld('synchronous_commit = off');
  await world.query(`alter system set wal_writer_delay = '10s'`);
  await world.query('select pg_reload_conf()');
  const server = await world.start();
  await prepareEventTypes(world.organizations, server.url);
  const { writing, ledger } = openProof(world.organizations, () => server.url);
  writing.start();
  await writing.until('acknowledged', 100);
  await world.postgres.kill();
  await writing.stop();
  await world.postgres.restart();
  const stored = new Set((await world.query<{ id: string }>('select id from bookings')).map(({ id }) => id));
  expect([...ledger.bookings.keys()].filter((id) => !stored.has(id))).not.toEqual([]);
});
