import { sql } from 'kysely';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestOrganization, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import type { Deps, Reaction } from '../../deps.ts';
import type { StoredMessage } from '../../events/record.ts';
import { forgetEvents } from './forget-events.ts';
import { messageOf, tell } from './tell.ts';
import { tellMessages } from './tell-messages.ts';

const scene = useOrganization();
const signal = new AbortController().signal;

let seen: string[] = [];
let faulty = false;
const noting =
  (name: string): Reaction =>
  async (_deps, _tx, messages) => {
    if (name === 'first' && faulty) throw new Error('not now');
    for (const { event } of messages) seen.push(`${name} ${event}`);
  };
const noted = (): Deps => ({ ...scene.api.deps, reactions: [noting('first'), noting('second')] });
const telling = (messages: readonly StoredMessage[]) => tellMessages(noted(), messages);

beforeEach(() => {
  seen = [];
  faulty = false;
});
afterEach(() => runDueJobs(scene.api));

const untold = (org = scene.org) =>
  scene.api.deps.database.db
    .selectFrom('events')
    .selectAll()
    .where('organization_id', '=', org.organizationId)
    .where('next_attempt_at', 'is not', null)
    .orderBy('id')
    .execute();

/** Books, and gives the messages of that as they are told. */
async function bookedMessages(org = scene.org): Promise<StoredMessage[]> {
  const { id } = await org.eventType();
  await org.booked(id, '2026-06-02T09:00:00Z');
  return (await untold(org)).map(messageOf);
}

test('every reaction is told every message, in their order', async () => {
  expect(await telling((await bookedMessages()).toReversed())).toEqual([null, null]);
  expect(seen).toEqual([
    'first booking.created',
    'first booking.confirmed',
    'second booking.created',
    'second booking.confirmed',
  ]);
});

test('the fault of one reaction holds up no other, and is the message’s, which is told again', async () => {
  const messages = await bookedMessages();
  faulty = true;
  const faults = await telling(messages);
  expect(faults.map((fault) => (fault as Error).message)).toEqual(
    messages.map(({ id }) => `Not every reaction to ${id} succeeded.`),
  );
  expect(seen).toEqual(['second booking.created', 'second booking.confirmed']);
  const [row] = await untold();
  await expect(tell.perform(noted(), row as never, signal)).rejects.toThrow('Not every reaction');
  faulty = false;
  expect(await telling(messages)).toEqual([null, null]);
  expect(seen).toContain('first booking.created');
});

test('many messages are told together, each organization’s by itself', async () => {
  const one = await bookedMessages();
  const another = await bookedMessages(await createTestOrganization(scene.api));
  faulty = true;
  expect((await telling([...one, ...another])).filter((fault) => fault === null)).toEqual([]);
  faulty = false;
  seen = [];
  expect(await telling([...one, ...another])).toEqual([null, null, null, null]);
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(4);
});

test('those of all organizations are told in one transaction, where the database is one', async () => {
  const other = await createTestOrganization(scene.api);
  const lot = [...(await bookedMessages()), ...(await bookedMessages(other))];
  const transactions: string[] = [];
  const react: Reaction = async (_deps, tx, messages) => {
    const { rows } = await sql<{ id: string }>`select pg_current_xact_id()::text as id`.execute(tx);
    transactions.push(`${new Set(messages.map(({ organizationId }) => organizationId)).size} ${rows[0]?.id}`);
  };
  expect(await tellMessages({ ...scene.api.deps, reactions: [react] }, lot)).toEqual(lot.map(() => null));
  expect(transactions).toHaveLength(2);
  expect(new Set(transactions).size).toBe(1);
  const spread = { ...scene.api.deps.database, isSpread: true };
  transactions.length = 0;
  await tellMessages({ ...scene.api.deps, database: spread, reactions: [react] }, lot);
  expect(new Set(transactions).size).toBe(2);
});

test('a fault leaves none of those that react beside it behind', async () => {
  const lot = [
    ...(await bookedMessages()),
    ...(await bookedMessages(await createTestOrganization(scene.api))),
  ];
  let ended = 0;
  const react: Reaction = async (_deps, tx, [{ organizationId }, ...others]) => {
    if (others.length > 0 && organizationId === lot[0]?.organizationId) throw new Error('not now');
    await sql`select 1`.execute(tx);
    ended++;
  };
  expect(await tellMessages({ ...scene.api.deps, reactions: [react] }, lot)).toEqual(lot.map(() => null));
  expect(ended).toBe(1 + lot.length); // the other organization’s together with it, and then each alone
});

test('a booking leaves both of its messages untold, which are told once, and a refused one none', async () => {
  const { id } = await scene.org.eventType();
  expect((await scene.org.book(id, '2026-06-02T09:00:00Z')).status).toBe(201);
  expect((await untold()).map(({ event, status, attempts }) => [event, status, attempts])).toEqual([
    ['booking.created', 'pending', 0],
    ['booking.confirmed', 'pending', 0],
  ]);
  expect(await runDueJobs(scene.api)).toEqual(['events.fan-out', 'events.fan-out']);
  expect(await untold()).toEqual([]);
  expect((await scene.org.book(id, '2026-06-02T09:00:00Z')).status).toBe(409);
  expect(await runDueJobs(scene.api)).toEqual([]);
});

test('what a process of the release before has written is told too, though it says nothing of that', async () => {
  await bookedMessages();
  const { database } = scene.api.deps;
  const [row] = await untold();
  const {
    number: _,
    status,
    attempts,
    next_attempt_at,
    claimed_until,
    faults,
    ...older
  } = row as NonNullable<typeof row>;
  const { fault, given_up_at, error, by_kind, by_id, ...known } = older;
  const written = { ...known, id: `${known.id.slice(0, -3)}zzz`, data: JSON.stringify(known.data) };
  await database.db
    .insertInto('events')
    .values(written as never)
    .execute();
  await runDueJobs(scene.api);
  // By the clock of the database, which is ahead of this one.
  const [left] = await untold();
  expect(left).toMatchObject({ id: written.id, status: 'pending' });
  scene.api.clock.moveTo('2100-01-01T00:00:00Z');
  expect(await runDueJobs(scene.api)).toContain('events.fan-out');
  expect(await untold()).toEqual([]);
});

test('an untold message is kept, however old it is', async () => {
  await bookedMessages();
  const { db } = scene.api.deps.database;
  await db
    .updateTable('events')
    .set({ created_at: new Date('2020-01-01T00:00:00Z') })
    .execute();
  await forgetEvents(scene.api.deps);
  expect(await untold()).toHaveLength(2);
  await runDueJobs(scene.api);
  await forgetEvents(scene.api.deps);
  expect(await scene.org.events()).toEqual([]);
});
