import { expect, test } from 'vitest';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';
import { runCommand } from '../harness/run-command.ts';

test('the organization and its owner are shown and changed while the server runs', {
  timeout: 120_000,
}, async () => {
  const [directory, database] = [await temporaryDirectory(), await createEmptyDatabase()];
  const environment = { DATABASE_URL: database.url };
  /** `npm run organization -- …`, without npm. */
  const organization = (...args: string[]) =>
    runCommand({ script: 'manage-organization', directory, environment }, ...args);

  expect(await organization()).toEqual({
    code: 1,
    said: 'No server was ever started on this database.\n',
  });
  const server = await startMain(directory, environment);
  await server.said();
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;
  expect(await organization()).toEqual({
    code: 0,
    said: `name         My organization
slug         my-organization
timezone     ${zone}
logo-url
brand-color
sender-name
reply-to
owner-name   Owner
owner-email  owner@example.com
`,
  });
  const changes = ['--name', 'Northwind', '--slug', 'northwind', '--sender-name', ''];
  const owner = ['--owner-name', 'Sam Rivera', '--owner-email', 'sam@northwind.example'];
  const changed = await organization(...changes, ...owner);
  expect(changed.code, changed.said).toBe(0);
  expect(changed.said).toContain('slug         northwind\n');
  expect(changed.said).toContain('owner-email  sam@northwind.example\n');
  for (const wrong of [
    ['--slug', 'Northwind'],
    ['--owner-email', 'sam'],
    ['--logo-url', 'http://northwind.example'],
    ['--plan', 'scale'],
    ['Northwind'],
  ])
    expect((await organization(...wrong)).code, wrong.join(' ')).toBe(1);
  expect((await organization()).said).toBe(changed.said);
  await server.ended('SIGTERM');
});
