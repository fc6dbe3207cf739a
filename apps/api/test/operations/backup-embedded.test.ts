import { existsSync } from 'node:fs';
import { readdir, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  beginStory,
  expectStoryGoesOn,
  type Story,
  signInOwner,
  statusOfSession,
} from '../harness/installation-story.ts';
import { type MainProcess, startMain, temporaryDirectory } from '../harness/main-process.ts';
import { runCommand } from '../harness/run-command.ts';

/** `npm run backup` or `npm run restore` in `directory`, without npm. */
const run = (command: 'backup' | 'restore', directory: string, ...args: string[]) =>
  runCommand({ script: command, directory }, ...args);

// One installation from its first start to its restored one: each test goes on where the one before it ended.
describe('an embedded database that is backed up, lost and restored', { timeout: 90_000 }, () => {
  let directory: string;
  let server: MainProcess;
  let story: Story;
  let cookie: string;
  const dataDir = () => path.join(directory, '.astrocal');
  const file = () => path.join(directory, 'backup.tar.gz');
  beforeAll(async () => {
    directory = await temporaryDirectory();
    server = await startMain(directory);
    await server.said();
  }, 90_000);

  test('is not copied while a server writes to it', async () => {
    story = await beginStory(server, dataDir());
    cookie = await signInOwner(server, dataDir());
    const { code, said } = await run('backup', directory, file());
    expect([code, said]).toEqual([1, expect.stringContaining(`is already open in process ${server.pid}`)]);
    expect(await readdir(directory)).toEqual(['.astrocal']);
  });

  test('is written to one file that its owner alone can read', async () => {
    expect(await server.ended('SIGTERM')).toBe(0);
    expect(await run('backup', directory, file())).toMatchObject({ code: 0 });
    expect(((await stat(file())).mode & 0o777).toString(8)).toBe('600');
    expect((await readdir(directory)).sort()).toEqual(['.astrocal', 'backup.tar.gz']);
  });

  test('is never written over a file, nor into the directory itself', async () => {
    const { size } = await stat(file());
    const twice = await run('backup', directory, file());
    expect([twice.code, twice.said]).toEqual([1, expect.stringContaining('exists already')]);
    expect((await stat(file())).size).toBe(size);
    const inside = await run('backup', directory, path.join(dataDir(), 'backup.tar.gz'));
    expect([inside.code, inside.said]).toEqual([1, expect.stringContaining('lies in the data directory')]);
  });

  test('is not restored over another one', async () => {
    const { code, said } = await run('restore', directory, file());
    expect([code, said]).toEqual([1, expect.stringContaining('is not empty. Move it away first')]);
  });

  test('is not restored from what is no backup, and leaves nothing behind then', async () => {
    await rm(dataDir(), { recursive: true });
    const other = path.join(directory, 'other.tar.gz');
    await writeFile(other, 'no archive');
    const { code } = await run('restore', directory, other);
    expect(code).toBe(1);
    expect(await readdir(dataDir())).toEqual([]);
  });

  test('goes on where it stood: bookings, tokens, keys, retries, the log and the jobs', async () => {
    expect(await run('restore', directory, file())).toMatchObject({ code: 0 });
    server = await startMain(directory);
    await server.said();
    expect(server.output()).toContain('Your keys are in');
    await expectStoryGoesOn(server, story);
    // Somebody may have ended it since the backup.
    expect(await statusOfSession(server, cookie)).toBe(401);
    expect(await server.ended('SIGTERM')).toBe(0);
  });
});

test('the commands say what they need', async () => {
  const directory = await temporaryDirectory();
  expect(await run('backup', directory)).toMatchObject({
    code: 1,
    said: expect.stringContaining('npm run backup -- <file>'),
  });
  expect(await run('backup', directory, 'x')).toMatchObject({
    code: 1,
    said: expect.stringContaining('There is no embedded database in'),
  });
  expect(existsSync(path.join(directory, '.astrocal'))).toBe(false);
});
