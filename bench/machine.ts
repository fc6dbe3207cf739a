import { closeSync, fsyncSync, openSync, rmSync, writeSync } from 'node:fs';
import { availableParallelism, cpus, loadavg, tmpdir, totalmem } from 'node:os';
import path from 'node:path';
import type { TestPostgres } from '@astrocal/test-postgres';
import { onServer } from '../apps/api/test/harness/test-server.ts';
import { median } from './figure.ts';

/** Where figures were seen. */
export interface Machine {
  readonly date: string;
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly node: string;
  readonly postgres: string;
  /** What a commit waits for at least: one write of 8 kB that is on the disk when it returns. */
  readonly fsyncMs: number;
  /** Processes that wanted to run in the minute before: of other work, when it is not near 0. */
  readonly loadBefore: number;
}

export async function describeMachine(postgres: TestPostgres, now: number): Promise<Machine> {
  return {
    date: new Date(now).toISOString().slice(0, 10),
    cpu: cpus()[0]?.model.trim() ?? 'unknown',
    cores: availableParallelism(),
    memoryGb: Math.round(totalmem() / 2 ** 30),
    node: process.version,
    postgres: await describePostgres(postgres),
    fsyncMs: measureFsync(),
    loadBefore: loadavg()[0] ?? 0,
  };
}

const settings = ['fsync', 'synchronous_commit', 'full_page_writes', 'shared_buffers'];

/** The version, and the settings that decide about durability and memory, as the server itself tells them. */
async function describePostgres(postgres: TestPostgres): Promise<string> {
  return onServer(postgres.url('postgres'), async (client) => {
    const { rows } = await client.query<{ name: string; value: string }>(
      `select name, current_setting(name) as value from unnest($1::text[]) name`,
      [['server_version', ...settings]],
    );
    const [version, ...rest] = rows;
    return `${version?.value} (${rest.map(({ name, value }) => `${name} ${value}`).join(', ')})`;
  });
}

const syncs = 50;

function measureFsync(): number {
  const file = path.join(tmpdir(), `astrocal-bench-fsync-${process.pid}`);
  const page = Buffer.alloc(8192, 1);
  const descriptor = openSync(file, 'w');
  try {
    const times = Array.from({ length: syncs }, () => {
      const started = performance.now();
      writeSync(descriptor, page);
      fsyncSync(descriptor);
      return performance.now() - started;
    });
    return median(times);
  } finally {
    closeSync(descriptor);
    rmSync(file);
  }
}
