import { afterAll, beforeAll, expect, test } from 'vitest';
import { patience } from '../../../../packages/scheduling/test/proof-size.ts';
import type { MainProcess } from '../harness/main-process.ts';
import type { SeededOrganization } from '../harness/seed.ts';
import {
  connectionsEnded,
  eventually,
  holdHost,
  holdTable,
  killHeld,
  type Release,
  waitingIn,
} from './holds.ts';
import { enter, type KnownBooking, type Request, type Wish } from './ledger.ts';
import { createOutboxWorld, type OutboxWorld } from './outbox-world.ts';
import { type CrashProof, openProof } from './proof.ts';
import { kills } from './settings.ts';
import { requestFor, send } from './writers.ts';

// P4. `ASTROCAL_PROOF_KILLS=20 npx vitest run apps/api/test/crash/outbox-request`
// A server is killed at named points of a request: the change and what follows from it are one.

let world: OutboxWorld;
let server: MainProcess;
let proof: CrashProof;
beforeAll(async () => {
  world = await createOutboxWorld();
  await world.startRole('worker');
  server = world.server;
  proof = openProof(world.organizations, () => server.url);
}, patience.timeout);
afterAll(() => world.close());

const application = 'a-http';
/** What the request writes last. */
const holdLog = () => holdTable(world.url, 'events');

/** A place in a request, at which the server dies. */
interface Point {
  readonly name: string;
  /** Keeps the request from going on. */
  hold(hostId: string): Promise<Release>;
  /** Kills the server that waits there, and lets go. */
  kill(release: Release): Promise<void>;
  /** Whether the request is done by then. */
  readonly isDone: boolean;
}

const points: readonly Point[] = [
  {
    name: 'before the lock',
    hold: (hostId) => holdHost(world.url, hostId),
    kill: (release) => killHeld(world, { victim: server, application, release }),
    isDone: false,
  },
  {
    name: 'after the insert',
    hold: holdLog,
    kill: (release) => killHeld(world, { victim: server, application, release }),
    isDone: false,
  },
  {
    name: 'between the commit and the answer',
    hold: holdLog,
    async kill(release) {
      // It hears nothing any more, so it cannot answer; the database commits, as it was told before.
      process.kill(server.pid, 'SIGSTOP');
      await release();
      const inside = `select pid from pg_stat_activity where application_name = $1 and state <> 'idle'`;
      await expect.poll(() => world.query(inside, [application]), eventually).toEqual([]);
      await server.ended('SIGKILL');
    },
    isDone: true,
  },
];

test.each(points)('a server killed $name', patience, async ({ name, hold, kill, isDone }) => {
  for (let round = 0; round < kills; round++) {
    await write(10 + proof.choose(20));
    const request = await nextRequest();
    const release = await hold(request.organization.hostId);
    const answer = send(request, server.url);
    await expect.poll(() => waitingIn(world, application), eventually).toHaveLength(1);
    await kill(release);
    expect(await answer).toBe('unknown');
    await connectionsEnded(world, application);
    const keys = await world.query('select key from idempotency_keys where key = $1', [request.key]);
    expect(keys.length > 0).toBe(isDone);

    server = await world.startRole('http');
    proof.ledger.unknown.push(request);
    await proof.replay(server.url);
    await world.settle();
    await proof.check(world);
  }
  world.report(`server killed ${name}`);
});

/** Has writers book, move and cancel, so that the worker has its hands full. */
async function write(count: number): Promise<void> {
  proof.writing.start();
  await proof.writing.until('acknowledged', count);
  await proof.writing.stop();
}

let made = 0;
/** To book, to cancel or to move, in turn. */
async function nextRequest(): Promise<Request> {
  const number = made++;
  const organization = world.organizations[number % world.organizations.length] as SeededOrganization;
  const [eventTypeId = ''] = organization.eventTypeIds;
  const ownSlot = () => proof.slots.own(organization, eventTypeId);
  const request = (name: string, wish: Wish) => requestFor(`${name}-${number}`, organization, wish);
  const book = request('book', { kind: 'book', slot: ownSlot() });
  if (number % 3 === 0) return book;
  const answer = await send(book, server.url);
  if (typeof answer === 'string') throw new Error(`The answer to ${book.key} is ${answer}.`);
  enter(proof.ledger, book, answer);
  const booking = proof.ledger.bookings.get(answer.body.id) as KnownBooking;
  if (number % 3 === 1) return request('cancel', { kind: 'cancel', booking });
  return request('move', { kind: 'move', booking, slot: ownSlot() });
}
