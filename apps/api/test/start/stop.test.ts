import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { hostLock } from '../../src/db/locks.ts';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { freePort, startMain, temporaryDirectory } from '../harness/main-process.ts';

/** Whether somebody listens there. */
const isListening = (port: number) =>
  new Promise<boolean>((resolve) => {
    const socket = net.connect(port, '127.0.0.1', () => resolve(socket.destroy() && true));
    socket.on('error', () => resolve(false));
  });

/** A server on PostgreSQL with a booking that waits for a lock which the test holds. */
async function startWithHeldRequest() {
  const database = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const server = await startMain(directory, { DATABASE_URL: database.url });
  await server.said();
  const file = path.join(directory, '.astrocal', 'credentials.json');
  const { test_event_type_id } = JSON.parse(await readFile(file, 'utf8'));
  const [member] = await database.query<{ id: string }>('select id from members');
  const lock = `hashtextextended('${hostLock(member?.id ?? '', true)}', 0)`;
  await database.query(`select pg_advisory_lock(${lock})`);

  const day = new Date().toISOString().slice(0, 10);
  const later = new Date(Date.parse(day) + 14 * 86_400_000).toISOString().slice(0, 10);
  const asked = await fetch(
    `${server.url}/v1/availability?event_type_id=${test_event_type_id}&start=${day}&end=${later}`,
  );
  const { slots } = (await asked.json()) as { slots: { start_time: string }[] };
  const answer = fetch(`${server.url}/v1/bookings`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      event_type_id: test_event_type_id,
      start_time: slots.at(-1)?.start_time,
      invitee_name: 'Alex Johnson',
      invitee_email: 'alex@example.com',
    }),
  }).then(
    async (response) => ({ status: response.status, body: (await response.json()) as { id: string } }),
    () => null,
  );
  const waiting = `select pid from pg_locks where locktype = 'advisory' and not granted
    and database = (select oid from pg_database where datname = current_database())`;
  await expect.poll(() => database.query(waiting)).toHaveLength(1);
  return { database, server, answer, unlock: () => database.query(`select pg_advisory_unlock(${lock})`) };
}

test('SIGTERM lets a request finish that is in flight, and takes no new one', {
  timeout: 60_000,
}, async () => {
  const { database, server, answer, unlock } = await startWithHeldRequest();
  const ended = server.ended('SIGTERM');
  await expect.poll(() => isListening(server.port)).toBe(false);
  await unlock();
  const unlockedAt = performance.now();
  const booked = await answer;
  expect(booked?.status).toBe(201);
  expect(await ended).toBe(0);
  // The connection of the answer, and the idle one before it, are not waited for until they time out.
  expect(performance.now() - unlockedAt).toBeLessThan(4_000);
  expect(await database.query('select id from bookings')).toEqual([{ id: booked?.body.id }]);
});

test('a second signal does not wait for it', { timeout: 60_000 }, async () => {
  const { database, server, answer, unlock } = await startWithHeldRequest();
  const ended = server.ended('SIGINT');
  await expect.poll(() => isListening(server.port)).toBe(false);
  server.ended('SIGINT');
  expect(await ended).toBe(1);
  expect(await answer).toBe(null);
  await unlock();
  expect(await database.query('select id from bookings')).toEqual([]);
});

test('a signal that comes while the server starts lets it start, and ends it then', {
  timeout: 60_000,
}, async () => {
  const server = await startMain(await temporaryDirectory());
  await server.said('Making the embedded database');
  expect(await server.ended('SIGTERM')).toBe(0);
});

test('npm start ends with npm, which does not pass the signal on', { timeout: 120_000 }, async () => {
  const port = await freePort();
  const npm = spawn('npm', ['start'], {
    cwd: fileURLToPath(new URL('../../../../', import.meta.url)),
    env: { ...process.env, PORT: String(port), ASTROCAL_DATA_DIR: await temporaryDirectory() },
    stdio: 'ignore',
    detached: true, // a group of its own, so that nothing of it is left when this fails
  });
  try {
    await expect.poll(() => isListening(port), { timeout: 90_000 }).toBe(true);
    npm.kill('SIGTERM');
    await expect.poll(() => isListening(port)).toBe(false);
  } finally {
    process.kill(-(npm.pid as number), 'SIGKILL');
  }
});
