import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTestApi, type TestApi } from '../../test/harness/api.ts';
import { createTestDatabase, type TestDatabase } from '../../test/harness/databases.ts';
import type { Deps } from '../deps.ts';
import { bootstrap } from './bootstrap.ts';
import { loadCredentials } from './credentials.ts';

let api: TestApi;
let empty: TestDatabase;
let dataDir: string;
beforeAll(async () => {
  api = await createTestApi();
  empty = await createTestDatabase('postgres');
  dataDir = await mkdtemp(path.join(tmpdir(), 'astrocal-bootstrap-'));
});
afterAll(async () => {
  await rm(dataDir, { recursive: true });
  await empty.close();
  await api.close();
});

const organization = { name: 'Acme', slug: 'acme', owner: { name: 'Sam Rivera', email: 'sam@acme.example' } };

test('of those who do it at once one makes the organization, and the others know that it is there', async () => {
  const deps: Deps = { ...api.deps, database: empty.database };
  const results = await Promise.all(
    Array.from({ length: 8 }, () => bootstrap(deps, { organization, dataDir })),
  );
  const [made, ...others] = results.filter((result) => result !== null);
  expect(others).toEqual([]);
  expect(await loadCredentials(dataDir)).toEqual(made);
  expect(await readdir(dataDir)).toEqual(['credentials.json']);
  expect(await bootstrap(deps, { organization, dataDir })).toBe(null);
});

test('a database that has not the organization of the kept keys is refused, whatever else it has', async () => {
  const fresh = await createTestDatabase('postgres');
  for (const { database } of [fresh, api.test])
    await expect(bootstrap({ ...api.deps, database }, { organization, dataDir })).rejects.toThrow(
      `${path.join(dataDir, 'credentials.json')} names the organization org_`,
    );
  expect(await fresh.database.db.selectFrom('organizations').selectAll().execute()).toEqual([]);
  await fresh.close();
});

test('the hours of "Test Event" are in the zone that it is told', async () => {
  const fresh = await createTestDatabase('postgres');
  const elsewhere = await mkdtemp(path.join(tmpdir(), 'astrocal-bootstrap-'));
  const deps: Deps = { ...api.deps, database: fresh.database };
  await bootstrap(deps, { organization, dataDir: elsewhere, timezone: 'America/New_York' });
  const { db } = fresh.database;
  expect(await db.selectFrom('event_types').select(['title', 'timezone']).execute()).toEqual([
    { title: 'Test Event', timezone: 'America/New_York' },
  ]);
  await rm(elsewhere, { recursive: true });
  await fresh.close();
});

test('keys that cannot be kept are not made', async () => {
  const fresh = await createTestDatabase('postgres');
  const deps: Deps = { ...api.deps, database: fresh.database };
  const file = path.join(dataDir, 'credentials.json');
  await expect(bootstrap(deps, { organization, dataDir: file })).rejects.toThrow(/ENOTDIR|EEXIST/);
  expect(await fresh.database.db.selectFrom('organizations').selectAll().execute()).toEqual([]);
  await fresh.close();
});
