import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { createTestDatabase } from '../../test/harness/databases.ts';
import { hangs } from '../../test/harness/hanging-job.ts';
import type { Database } from '../db/database.ts';
import { openEmbeddedDatabase } from '../db/embedded.ts';
import { openQueue } from './queue.ts';

const script = fileURLToPath(new URL('../../test/harness/hanging-worker.ts', import.meta.url));

/** Starts a process that takes a job on the database at `where`, and kills it while the job is active. */
async function dieWithActiveJob(kind: Database['kind'], where: string): Promise<void> {
  const child: ChildProcess = spawn(process.execPath, [script, kind, where], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout ?? child, 'data');
  child.kill('SIGKILL');
  await once(child, 'exit');
}

/** Opens the queue on `database` with workers; resolves with the milliseconds until the job ran. */
async function timeUntilRun(database: Database): Promise<number> {
  const started = performance.now();
  const queue = await openQueue(database, { definitions: [hangs], logger: console });
  await new Promise<void>((resolve) => {
    queue.startWorkers({ run: async () => resolve() });
  });
  const taken = performance.now() - started;
  await queue.stop();
  return taken;
}

describe('the job of a worker that was killed', () => {
  it('is run by another process within 30 s on PostgreSQL', { timeout: 45_000 }, async () => {
    const test = await createTestDatabase('postgres');
    await dieWithActiveJob('postgres', test.url ?? '');
    const taken = await timeUntilRun(test.database);
    await test.close();
    expect(taken).toBeLessThan(30_000);
    expect(taken).toBeGreaterThan(5_000); // it was active, and its lease was respected
  });

  it('is run at once when the embedded database is opened again', { timeout: 30_000 }, async () => {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'astrocal-dead-worker-'));
    await dieWithActiveJob('embedded', dataDir);
    const database = await openEmbeddedDatabase({ dataDir, logger: console });
    const taken = await timeUntilRun(database);
    await database.close();
    await rm(dataDir, { recursive: true });
    expect(taken).toBeLessThan(3_000);
  });
});
