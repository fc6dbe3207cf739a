import { writeFile } from 'node:fs/promises';
import net from 'node:net';
import path from 'node:path';
import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { type Environment, freePort, startMain, temporaryDirectory } from '../harness/main-process.ts';
import { onDatabase } from '../harness/test-server.ts';

const password = 'words-that-nobody-may-read';

/** What a start that fails prints. Nothing of a stack may be in it, and nothing secret. */
async function failure(environment: Environment, directory?: string): Promise<string> {
  const started = await startMain(directory ?? (await temporaryDirectory()), environment);
  expect(await started.ended()).toBe(1);
  expect(started.output()).not.toContain(password);
  expect(started.output()).not.toMatch(/^ {4}at /m);
  expect(started.output()).toContain('Astrocal did not start. ');
  return started.output();
}

const patience = { timeout: 40_000 };

test('every mistake in the configuration is told at once', patience, async () => {
  const output = await failure({
    NODE_ENV: 'production',
    PORT: 'http',
    ASTROCAL_ROLE: 'web',
    ASTROCAL_TRUST_PROXY: 'everybody',
    DATABASE_URL: `mysql://astrocal:${password}@localhost/astrocal`,
  });
  const told = output.match(/^ {2}- (\w+)/gm)?.map((line) => line.slice(4));
  expect(told?.sort()).toEqual([
    'ASTROCAL_ROLE',
    'ASTROCAL_SECRET_KEY',
    'ASTROCAL_TRUST_PROXY',
    'DATABASE_URL',
    'PORT',
  ]);
});

test('production needs a secret key', patience, async () => {
  expect(await failure({ NODE_ENV: 'production' })).toContain(
    'ASTROCAL_SECRET_KEY is required with NODE_ENV=production: at least 32 random characters',
  );
});

test('a PostgreSQL that does not answer', patience, async () => {
  const port = await freePort();
  const url = `postgres://astrocal:${password}@127.0.0.1:${port}/astrocal`;
  expect(await failure({ DATABASE_URL: url })).toContain(
    `PostgreSQL at 127.0.0.1:${port}/astrocal, where DATABASE_URL points, does not answer: connect ECONNREFUSED`,
  );
});

test('a host that does not exist', patience, async () => {
  const url = `postgres://astrocal:${password}@database.invalid/astrocal`;
  expect(await failure({ DATABASE_URL: url })).toContain(
    'PostgreSQL at database.invalid/astrocal, where DATABASE_URL points, does not answer: getaddrinfo',
  );
});

test('a database and a user that do not exist', patience, async () => {
  const { url } = await createEmptyDatabase();
  const missing = await failure({ DATABASE_URL: onDatabase(url, 'nowhere') });
  expect(missing).toContain('/nowhere has no such database: make it with createdb, or correct DATABASE_URL.');
  const stranger = await failure({ DATABASE_URL: url.replace(/\/\/[^@]*@/, `//stranger:${password}@`) });
  expect(stranger).toMatch(/refuses the user of DATABASE_URL: .*"stranger"/);
});

test('a port that is in use; the next start is the first again and shows the keys', {
  timeout: 60_000,
}, async () => {
  const { url } = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  const port = await freePort();
  const holder = net.createServer().listen(port, '127.0.0.1');
  const environment = { DATABASE_URL: url, PORT: String(port) };
  expect(await failure(environment, directory)).toContain(
    `Port ${port} on 127.0.0.1 is in use by another program. Stop that one, or set PORT to a free port.`,
  );
  await new Promise((resolve) => holder.close(resolve));
  const next = await startMain(directory, environment);
  await next.said();
  expect(next.output()).toContain('ac_live_');
});

test('an address that this machine does not have', patience, async () => {
  const { url } = await createEmptyDatabase();
  const directory = await temporaryDirectory();
  for (const HOST of ['192.0.2.1', 'nobody.invalid'])
    expect(await failure({ DATABASE_URL: url, HOST }, directory)).toContain(
      `This machine has no address ${HOST}. Set HOST`,
    );
});

test('a data directory that cannot be one', patience, async () => {
  const directory = await temporaryDirectory();
  const file = path.join(directory, 'file');
  await writeFile(file, '');
  const output = await failure({ ASTROCAL_DATA_DIR: file });
  expect(output).toContain('The data directory cannot be used: ');
  expect(output).toContain('Set ASTROCAL_DATA_DIR to a directory that this user may write.');
});
