import { afterEach, beforeEach, expect, test } from 'vitest';
import { createTestOrganization, useOrganization } from '../../../test/harness/organization.ts';
import { runDueJobs } from '../../../test/harness/run-due-jobs.ts';
import type { Deps, Reaction } from '../../deps.ts';
import { fanOut } from './fan-out.ts';

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
const { handle, batch } = fanOut;
const noted = (): Deps => ({ ...scene.api.deps, reactions: [noting('first'), noting('second')] });

beforeEach(() => {
  seen = [];
  faulty = false;
});
afterEach(() => runDueJobs(scene.api));

/** Books, and gives what the job of that booking carries. */
async function bookedMessages() {
  const { id } = await scene.org.eventType();
  await scene.org.booked(id, '2026-06-02T09:00:00Z');
  const messages = await scene.org.events();
  return { organizationId: scene.org.organizationId, messageIds: messages.map((each) => each.id) };
}

test('every reaction is told every message, in their order', async () => {
  await handle(noted(), { id: 'job', data: await bookedMessages(), signal });
  expect(seen).toEqual([
    'first booking.created',
    'second booking.created',
    'first booking.confirmed',
    'second booking.confirmed',
  ]);
});

test('the fault of one reaction holds up no other, and fails the job, which runs again', async () => {
  const data = await bookedMessages();
  faulty = true;
  await expect(handle(noted(), { id: 'job', data, signal })).rejects.toThrow('Not every reaction');
  expect(seen).toEqual(['second booking.created', 'second booking.confirmed']);
  faulty = false;
  await handle(noted(), { id: 'job', data, signal });
  expect(seen).toContain('first booking.created');
});

test('many jobs are told together, of several organizations, or not at all', async () => {
  const one = await bookedMessages();
  const another = await createTestOrganization(scene.api);
  await another.booked((await another.eventType()).id, '2026-06-02T10:00:00Z');
  const messageIds = (await another.events()).map(({ id }) => id);
  const other = { organizationId: another.organizationId, messageIds };
  const tellBoth = () =>
    batch?.handle(
      noted(),
      [one, other].map((data, index) => ({ id: String(index), data, signal })),
    );
  faulty = true;
  await expect(tellBoth()).rejects.toThrow('not now');
  expect(seen).toEqual([]);
  faulty = false;
  await tellBoth();
  expect(seen).toHaveLength(8);
  expect(new Set(seen).size).toBe(4);
});

test('a booking leaves one job for both of its messages, and a refused one none', async () => {
  const { id } = await scene.org.eventType();
  expect((await scene.org.book(id, '2026-06-02T09:00:00Z')).status).toBe(201);
  expect(await runDueJobs(scene.api)).toEqual(['events.fan-out']);
  expect((await scene.org.book(id, '2026-06-02T09:00:00Z')).status).toBe(409);
  expect(await runDueJobs(scene.api)).toEqual([]);
});
