import { afterAll, afterEach, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import type { MainProcess } from '../harness/main-process.ts';
import { callServer, expectStatus } from '../harness/race-world.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import { kim } from '../harness/waitlist-scene.ts';
import { eventually, hold, holdTable, killHeld, type Release, waitingIn } from './holds.ts';
import { createOutboxWorld, type OutboxWorld } from './outbox-world.ts';
import type { LetGo } from './outside.ts';
import { type CrashProof, openProof } from './proof.ts';
import { kills } from './settings.ts';

// P4. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/outbox-worker`
// A worker is killed at named points between a commit and the last record of what followed from it. Its jobs come back
// to another one when its lease has run out, so all rounds of a point wait for that together, ten at most.

let world: OutboxWorld;
let worker: MainProcess;
/** By the database's clock, when that was not yet started. */
let workerSince: string;
let proof: CrashProof;
/** Of which nobody else books anything. */
let own: SeededOrganization;
beforeAll(async () => {
  world = await createOutboxWorld();
  const [first, ...others] = world.organizations;
  own = first as SeededOrganization;
  proof = openProof(others, () => world.server.url);
  await call('PATCH', `/v1/event-types/${own.eventTypeIds[0]}`, 200, { waitlist_enabled: true });
}, patience.timeout);
afterAll(() => world.close());

const application = 'a-worker';
const kill = (release: Release) => killHeld(world, { victim: worker, application, release });
const untilWaitingIn = (statement: string) =>
  expect.poll(() => waitingIn(world, application, statement), eventually).not.toEqual([]);

/** Each leads the worker to a place, where it dies. */
const points: Readonly<Record<string, (round: number) => Promise<void>>> = {
  async 'while it writes deliveries'() {
    // Only new ones refer to the endpoint: the records of others would take all connections to wait with.
    const endpoint = 'select from webhook_endpoints where organization_id = $1 for update';
    const release = await hold(world.url, endpoint, [own.organizationId]);
    await book();
    await untilWaitingIn('insert into "webhook_deliveries"');
    await kill(release);
  },
  async 'while it writes mails'() {
    const release = await holdTable(world.url, 'mails');
    await book();
    await untilWaitingIn('insert into "mails"');
    await kill(release);
  },
  async 'after the commit of deliveries and mails, before its job is done'() {
    const releaseMails = await holdTable(world.url, 'mails');
    await book();
    await untilWaitingIn('insert into "mails"');
    const claimed = `from events where created_at > $1 and next_attempt_at is not null and claimed_until is not null`;
    const release = await hold(world.url, `select id ${claimed} for update`, [workerSince]);
    await releaseMails();
    const find = () =>
      world.query(`select id from mails where cause in (select id ${claimed})`, [workerSince]);
    await expect.poll(find, eventually).not.toEqual([]);
    await kill(release);
    expect(await find()).not.toEqual([]); // the premise: it will be done again
  },
  async 'while it books for somebody who waited'() {
    const { id, start_time } = await book();
    const [event_type_id] = own.eventTypeIds;
    await call('POST', '/v1/waitlist', 201, { event_type_id, start_time, ...kim });
    // Frozen, while the spot opens and what it will need is taken from it.
    process.kill(worker.pid, 'SIGSTOP');
    await call('POST', `/v1/bookings/${id}/cancel`, 200, {});
    const release = await holdTable(world.url, 'event_heads');
    process.kill(worker.pid, 'SIGCONT');
    await untilWaitingIn('with head as'); // the log is written last
    await kill(release);
  },
  'after a webhook, before its record': (round) => killAfterArrival('webhooks', round),
  'after a mail, before its record': (round) => killAfterArrival('mails', round),
};

/** Whoever gets it would answer when the worker is dead, and has lost it every second time. */
async function killAfterArrival(what: 'webhooks' | 'mails', round: number): Promise<void> {
  letGo = world.outside.hold(what);
  const before = world.outside.arrived[what];
  await book();
  await expect.poll(() => world.outside.arrived[what], eventually).toBeGreaterThan(before);
  await kill(async () => letGo?.(round % 2 ? 'lost' : 'kept'));
  letGo = undefined;
}

let letGo: LetGo | undefined;
// What a failed test leaves behind would let all others fail.
afterEach(async () => {
  letGo?.('kept');
  await worker.ended('SIGKILL');
});

test.each(Object.entries(points))('a worker killed %s', patience, async (_name, leadToDeath) => {
  for (let round = 0; round < kills; round++) {
    const [{ now } = { now: '' }] = await world.query<{ now: string }>('select now()::text as now');
    workerSince = now;
    worker = await world.startRole('worker');
    proof.writing.start();
    await proof.writing.until('acknowledged', 10 + proof.choose(20));
    await proof.writing.stop();
    await leadToDeath(round);
    if (round % 10 === 9) await settle();
  }
});

test('has left nothing undone that another one does not do', patience, async () => {
  await settle();
  expect(
    await world.query(`select status, count(distinct booking_id)::int as bookings from waitlist_entries
    group by status`),
  ).toEqual([{ status: 'promoted', bookings: kills }]);
  const [again] = await world.query<{ jobs: number }>(
    'select count(*)::int as jobs from pgboss.job where retry_count > 0',
  );
  expect(again?.jobs).toBeGreaterThan(0); // the premise: some had been begun by one that died
  world.report(`worker killed at ${Object.keys(points).length} points, each`);
});

async function settle(): Promise<void> {
  worker = await world.startRole('worker');
  await world.settle();
  expect(proof.ledger.faults).toEqual([]);
  await worker.ended('SIGTERM');
}

// biome-ignore lint/suspicious/noExplicitAny: as the API answers it
const call = async (method: string, path: string, status: number, body: object): Promise<any> =>
  expectStatus(status, await callServer(world.server.url + path, method, own.key, { body })).body;

/** Books a time of its own, which is told as created and as confirmed. */
function book(): Promise<{ id: string; start_time: string }> {
  const [event_type_id = ''] = own.eventTypeIds;
  const { startTime: start_time } = proof.slots.own(own, event_type_id);
  const invitee = { invitee_name: 'Alex Johnson', invitee_email: 'alex@example.com' };
  return call('POST', '/v1/bookings', 201, { event_type_id, start_time, ...invitee });
}
