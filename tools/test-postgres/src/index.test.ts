import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { startPostgres } from './index.ts';

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
  await expect.poll(() => existsSync(host), { timeout: 10_000 }).toBe(false);
});
