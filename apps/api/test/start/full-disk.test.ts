import { spawnSync } from 'node:child_process';
import { chmod, open, readFile, truncate } from 'node:fs/promises';
import path from 'node:path';
import { startPostgres, type TestPostgres } from '@astrocal/test-postgres';
import pg from 'pg';
import { afterAll, expect, test } from 'vitest';
import { type MainProcess, startMain, temporaryDirectory } from '../harness/main-process.ts';

const closing: (() => unknown)[] = [];
afterAll(async () => {
  for (const close of closing.reverse()) await close();
});

/** A disk of its own and of a size; null where this user may not mount one. */
async function mountDisk(megabytes: number): Promise<string | null> {
  const folder = await temporaryDirectory();
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${megabytes}m`, 'tmpfs', folder]).status !== 0)
    return null;
  closing.push(() => spawnSync('umount', ['--lazy', folder]));
  await chmod(folder, 0o755);
  return folder;
}

/** Leaves no byte of the disk. */
async function fill(file: string): Promise<void> {
  await using filler = await open(file, 'w');
  for (const size of [2 ** 20, 4096])
    for (const bytes = Buffer.alloc(size, 1); ; )
      if (!(await filler.write(bytes).then(() => true, hasNoSpace))) break;
}

function hasNoSpace(error: NodeJS.ErrnoException): false {
  if (error.code !== 'ENOSPC') throw error;
  return false;
}

const [small, large] = [await mountDisk(90), await mountDisk(220)];
const where = small && large ? '' : ' (skipped: no disk can be mounted here)';

/** Ready while there is room, not while there is none, and again when there is some: the server lives all the time. */
async function expectToNoticeFull(server: MainProcess, disk: string, dataDir: string): Promise<void> {
  const { test_key, test_event_type_id } = JSON.parse(
    await readFile(path.join(dataDir, 'credentials.json'), 'utf8'),
  );
  const status = async (where: string) => (await fetch(server.url + where)).status;
  const book = async (start_time: string) => {
    const answer = await fetch(`${server.url}/v1/bookings`, {
      method: 'POST',
      headers: { authorization: `Bearer ${test_key}`, 'content-type': 'application/json' },
      body: JSON.stringify({
        event_type_id: test_event_type_id,
        start_time,
        invitee_name: 'Alex Johnson',
        invitee_email: 'alex@customer.example',
        notes: 'x'.repeat(1_000),
      }),
    });
    return answer.status;
  };
  expect(await status('/ready')).toBe(200);
  const filler = path.join(disk, 'filler');
  await fill(filler);
  await expect.poll(() => status('/ready')).toBe(503);
  expect([201, 503]).toContain(await book('2031-06-16T09:00:00Z'));
  expect(await status('/ready')).toBe(503);
  expect(await status('/health')).toBe(200);
  expect(await status(`/v1/event-types/${test_event_type_id}`)).toBe(200);
  await truncate(filler);
  await expect.poll(() => status('/ready')).toBe(200);
  expect(await book('2031-06-16T10:00:00Z')).toBe(201);
}

test.runIf(small)(
  `the embedded database on a full disk: /ready says so${where}`,
  { timeout: 180_000 },
  async () => {
    const dataDir = path.join(small as string, 'data');
    const server = await startMain(await temporaryDirectory(), { ASTROCAL_DATA_DIR: dataDir });
    await server.said();
    await expectToNoticeFull(server, small as string, dataDir);
    expect(await server.ended('SIGTERM')).toBe(0);
    await fill(path.join(small as string, 'filler'));
    const next = await startMain(await temporaryDirectory(), { ASTROCAL_DATA_DIR: dataDir });
    expect(await next.ended()).toBe(1);
    expect(next.output()).toContain(`The disk of ${path.join(dataDir, 'database')} is full. Make some room`);
  },
);

test.runIf(large)(`PostgreSQL on a full disk: /ready says so${where}`, { timeout: 180_000 }, async () => {
  const postgres: TestPostgres = await startPostgres({ parent: large as string });
  closing.push(() => postgres.stop());
  const admin = new pg.Client(postgres.url('postgres'));
  await admin.connect();
  await admin.query('create database astrocal');
  await admin.end();
  const directory = await temporaryDirectory();
  const server = await startMain(directory, { DATABASE_URL: postgres.url('astrocal') });
  await server.said();
  await expectToNoticeFull(server, large as string, path.join(directory, '.astrocal'));
  expect(await server.ended('SIGTERM')).toBe(0);
});
