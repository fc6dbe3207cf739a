import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { startPostgres, type TestPostgres } from './index.ts';

const index = fileURLToPath(new URL('./index.ts', import.meta.url));

it('starts a server that listens on its socket only, and leaves nothing behind', async () => {
  const server = await startPostgres();
  expect(server.url('postgres')).toBe(
    `postgres://postgres@/postgres?host=${encodeURIComponent(server.host)}`,
  );
  expect(existsSync(`${server.host}/.s.PGSQL.5432`)).toBe(true);
  await server.stop();
  expect(existsSync(server.host)).toBe(false);
});

describe('a durable server', () => {
  let server: TestPostgres;
  beforeAll(async () => {
    server = await startPostgres({ durable: true });
  });
  afterAll(() => server.stop());

  const query = async (text: string) => {
    const client = new pg.Client(server.url('postgres'));
    client.on('error', () => undefined); // it is told by the query
    await client.connect();
    try {
      return (await client.query(text)).rows;
    } finally {
      await client.end();
    }
  };

  it('has everything that it answered after it was killed and started again', async () => {
    await query('create table kept as select 1 as id');
    await server.kill();
    await expect(query('select 1')).rejects.toThrow(/ECONNREFUSED|ENOENT/);
    await server.restart();
    expect(await query('select id from kept')).toEqual([{ id: 1 }]);
  });

  it('ends the connections of all when one of its processes is killed, and recovers by itself', async () => {
    const other = query('select pg_sleep(60)').catch((error: Error) => error.message);
    const sleeping = `select pid from pg_stat_activity where query = 'select pg_sleep(60)'`;
    await expect.poll(() => query(sleeping)).toHaveLength(1);
    const [victim] = await query(`select pid from pg_stat_activity where backend_type = 'walwriter'`);
    await server.kill(victim.pid);
    expect(await other).toMatch(/terminated/);
    await expect.poll(() => query('select 1').catch(() => null)).toHaveLength(1);
  });

  it('is killed and started again under the same address many times', async () => {
    for (let round = 0; round < 3; round++) {
      await server.kill();
      await server.restart();
    }
    expect(await query('select 1')).toHaveLength(1);
  });

  it('says why it does not start', async () => {
    await server.kill();
    const version = path.join(server.host, 'data', 'PG_VERSION');
    const kept = readFileSync(version);
    writeFileSync(version, '7');
    await expect(server.restart()).rejects.toThrow('initialized by PostgreSQL version 7');
    writeFileSync(version, kept);
    await server.restart();
  });
});

it('leaves nothing behind after it was killed', async () => {
  const server = await startPostgres();
  await server.kill();
  await server.stop();
  expect(existsSync(server.host)).toBe(false);
});

it('leaves nothing behind when its process is killed', async () => {
  const program = `const { startPostgres } = await import(${JSON.stringify(index)});
    console.log((await startPostgres()).host); setInterval(() => {}, 1000);`;
  const child: ChildProcess = spawn(process.execPath, ['--input-type=module', '-e', program], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [chunk] = await once(child.stdout ?? child, 'data');
  const host = String(chunk).trim();
  expect(existsSync(host)).toBe(true);
  child.kill('SIGKILL');
  await expect.poll(() => existsSync(host)).toBe(false);
});
