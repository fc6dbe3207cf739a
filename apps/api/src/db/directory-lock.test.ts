import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { lockDirectory } from './directory-lock.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { embeddedMajorVersion } from './embedded-directory.ts';

const holder = fileURLToPath(new URL('../../test/harness/lock-holder.ts', import.meta.url));
let directory: string;
const children: ChildProcess[] = [];

beforeEach(async () => {
  directory = await mkdtemp(path.join(tmpdir(), 'astrocal-lock-'));
});
afterEach(async () => {
  for (const child of children.splice(0)) child.kill('SIGKILL');
  await rm(directory, { recursive: true });
});

/** Starts a process that locks `target`; resolves with what it says: "locked", or why not. */
async function lockInAnotherProcess(target: string): Promise<{ child: ChildProcess; said: string }> {
  const child = spawn(process.execPath, [holder, target], { stdio: ['ignore', 'pipe', 'inherit'] });
  children.push(child);
  const [chunk] = await once(child.stdout ?? child, 'data');
  return { child, said: String(chunk).trim() };
}

describe('lockDirectory', () => {
  it('refuses a second process, naming the first, also by another path', async () => {
    const first = await lockInAnotherProcess(directory);
    expect(first.said).toBe('locked');
    const refusal = `is already open in process ${first.child.pid}. Stop that process first`;
    await expect(lockDirectory(directory)).rejects.toThrow(refusal);

    const link = `${directory}-link`;
    await symlink(directory, link);
    await expect(lockDirectory(link)).rejects.toThrow(refusal);
    await rm(link);
  });

  it('opens at once after the holder was killed', async () => {
    const { child } = await lockInAnotherProcess(directory);
    child.kill('SIGKILL');
    await once(child, 'exit');
    const before = performance.now();
    const lock = await lockDirectory(directory);
    expect(performance.now() - before).toBeLessThan(100);
    await lock.release();
  });

  it('waits for a holder that is about to let go', async () => {
    const first = await lockDirectory(directory);
    setTimeout(() => first.release(), 500);
    const second = await lockDirectory(directory);
    await second.release();
  });

  it('lets exactly one of eight racing processes win', async () => {
    const results = await Promise.all(Array.from({ length: 8 }, () => lockInAnotherProcess(directory)));
    const winner = results.find(({ said }) => said === 'locked');
    const refusals = results.filter(({ said }) =>
      said.includes(`already open in process ${winner?.child.pid}`),
    );
    expect(refusals).toHaveLength(7);
  });

  it('holds a directory that is not there yet, and goes on holding it when it is made', async () => {
    const missing = path.join(directory, 'a', 'b');
    const first = await lockInAnotherProcess(missing);
    const refusal = `is already open in process ${first.child.pid}`;
    await expect(lockDirectory(missing)).rejects.toThrow(refusal);
    await mkdir(missing);
    await expect(lockDirectory(missing)).rejects.toThrow(refusal);
  });
});

describe('openEmbeddedDatabase', () => {
  it('refuses a directory that another process has open', async () => {
    const { child } = await lockInAnotherProcess(directory);
    const second = openEmbeddedDatabase({ dataDir: directory, logger: console });
    await expect(second).rejects.toThrow(`already open in process ${child.pid}`);
  });

  it('refuses a directory of another major version, and lets it go', async () => {
    await writeFile(path.join(directory, 'PG_VERSION'), '17\n');
    const other = openEmbeddedDatabase({ dataDir: directory, logger: console });
    await expect(other).rejects.toThrow('was written by PostgreSQL 17; this release embeds PostgreSQL 18');
    const lock = await lockDirectory(directory);
    await lock.release();
  });

  it('knows its own major version', async () => {
    const pglite = await PGlite.create();
    const { rows } = await pglite.query<{ version: string }>(
      `select current_setting('server_version') as version`,
    );
    await pglite.close();
    expect(rows[0]?.version.split('.')[0]).toBe(embeddedMajorVersion);
  });
});
