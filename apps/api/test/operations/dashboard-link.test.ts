import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { examplePassword } from '@astrocal/contract';
import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';
import { runCommand } from '../harness/run-command.ts';

test('whoever is locked out gets a link for a new password by a command on the server', {
  timeout: 120_000,
}, async () => {
  const [directory, database] = [await temporaryDirectory(), await createEmptyDatabase()];
  const environment = { DATABASE_URL: database.url };
  const link = (...args: string[]) =>
    runCommand({ script: 'dashboard-link', directory, environment }, ...args);
  const email = 'sam@example.com';

  expect(await link()).toEqual({ code: 1, said: 'npm run dashboard:link -- <email address>\n' });
  const server = await startMain(directory, environment);
  await server.said();
  expect(await link(email)).toEqual({ code: 1, said: `There is no account with the address ${email}.\n` });

  const ask = (operation: string, body: object) =>
    fetch(`${server.url}/v1/auth/${operation}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  const setup = new URL((await readFile(path.join(directory, '.astrocal/setup-link'), 'utf8')).trim());
  const owner = { name: 'Sam Rivera', email, password: examplePassword };
  expect((await ask('setup', { token: setup.searchParams.get('token'), ...owner })).status).toBe(200);

  const { code, said } = await link(email);
  expect(code).toBe(0);
  expect(said).toMatch(/^http\S+\nIt works once, within an hour\.\n$/);
  const token = new URL(said.split('\n')[0] ?? '').searchParams.get('token');
  const changed = { token, new_password: 'a new and better one' };
  expect((await ask('password-reset/complete', changed)).status).toBe(200);
  expect((await ask('password-reset/complete', changed)).status).toBe(410);
  expect(await server.ended('SIGTERM')).toBe(0);
});
