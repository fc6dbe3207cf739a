import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import { type CrashWorld, createCrashWorld, prepareEventTypes } from './crash-world.ts';
import { holdHost } from './holds.ts';
import { openProof } from './proof.ts';
import { kills, writers } from './settings.ts';

// P2. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/worker`

let world: CrashWorld;
beforeAll(async () => {
  world = await createCrashWorld();
}, patience.timeout);
afterAll(() => world.close());

test('a worker killed inside a job leaves it undone, and the next one does it once', patience, async () => {
  const server = await world.start({ ASTROCAL_ROLE: 'http' });
  await prepareEventTypes(world.organizations, server.url);
  const { writing, choose, ...proof } = openProof(world.organizations, () => server.url);
  const lapsed: string[] = [];
  for (let kill = 0; kill < kills; kill++) {
    const worker = await world.start({ ASTROCAL_ROLE: 'worker', DATABASE_URL: asWorker(world.url) });
    writing.start();
    await writing.until('acknowledged', 20 + choose(100));
    await expect.poll(() => world.query(unpaid)).not.toEqual([]);
    const [{ id = '', host_id = '' } = {}] = await world.query<{ id: string; host_id: string }>(unpaid);
    const release = await holdHost(world.url, host_id);
    lapsed.push(id);
    await world.query('update bookings set payment_expires_at = created_at where id = $1', [id]);
    await world.query(`update pgboss.job set start_after = now() where data ->> 'bookingId' = $1`, [id]);
    // It waits for its host in the middle of its transaction; the writers of this host do too.
    await expect.poll(() => world.query(waitingWorker), { timeout: 60_000 }).toHaveLength(1);
    // Every second time it may come to its end at the same moment.
    if (kill % 2) await release();
    await worker.ended('SIGKILL');
    if (kill % 2 === 0) await release();
    await writing.until('acknowledged', writers);
    await writing.stop();
    await proof.check(world);
  }
  await world.start({ ASTROCAL_ROLE: 'worker' });
  const stillUnpaid = 'select id from bookings where id = any($1) and cancelled_at is null';
  await expect.poll(() => world.query(stillUnpaid, [lapsed]), { timeout: 120_000 }).toEqual([]);
  // Whoever books with the host frees them too, and earlier than the lease of the dead worker runs out.
  const undone = `select id from pgboss.job where data ->> 'bookingId' = any($1) and state <> 'completed'`;
  await expect.poll(() => world.query(undone, [lapsed]), { timeout: 120_000 }).toEqual([]);
  await proof.check(world);
  // The premise: jobs were begun by a worker that died.
  // They come back when their lease is over; whoever claimed the host's time may have been sooner to cancel.
  const again = async () => {
    const [row] = await world.query<{ jobs: number }>(
      'select count(*)::int as jobs from pgboss.job where retry_count > 0',
    );
    return row?.jobs ?? 0;
  };
  await expect.poll(again, { timeout: 60_000 }).toBeGreaterThan(0);
  proof.report('worker killed inside a job', { 'jobs done by another worker': await again() });
});

const unpaid = `select id, host_id from bookings
  where status = 'pending_payment' and payment_expires_at > now() order by id limit 1`;

const asWorker = (url: string) => `${url}&application_name=a-worker`;
const waitingWorker = `select pid from pg_stat_activity
  where application_name = 'a-worker' and wait_event_type = 'Lock' and wait_event = 'advisory'`;
