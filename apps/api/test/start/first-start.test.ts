import { existsSync } from 'node:fs';
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { type MainProcess, startMain, temporaryDirectory } from '../harness/main-process.ts';
import { restoreFixture } from '../upgrade/fixtures.ts';

const patience = { timeout: 180_000 };

/** Everything under a directory that others than its owner may touch. */
async function openToOthers(directory: string): Promise<string[]> {
  const names = ['.', ...(await readdir(directory, { recursive: true }))];
  const open = await Promise.all(
    names.map(async (name) => ((await stat(path.join(directory, name))).mode & 0o077) !== 0),
  );
  // A cache of the catalogue that PostgreSQL makes anew whenever it likes, behind directories that nobody may enter.
  return names.filter((name, i) => open[i] && !name.endsWith('pg_internal.init'));
}

/** Kills it as soon as a file is there. */
async function killedAt(server: MainProcess, file: string): Promise<void> {
  while (!existsSync(file)) await pause(5);
  await server.ended('SIGKILL');
}

async function failsWith(directory: string, sentence: string): Promise<void> {
  const server = await startMain(directory, { ASTROCAL_DATA_DIR: directory });
  expect(await server.ended()).toBe(1);
  expect(server.output()).toContain('Astrocal did not start. ');
  expect(server.output()).toContain(sentence);
}

test('a first start that is killed leaves nothing that the next one stumbles on', patience, async () => {
  const directory = await temporaryDirectory();
  const data = (name: string) => path.join(directory, '.astrocal', name);
  // Half a database, and a whole one that is empty: each start goes on from what the one before it left.
  for (const file of ['database.new/PG_VERSION', 'database'])
    await killedAt(await startMain(directory), data(file));
  const server = await startMain(directory);
  await server.said();
  expect((await readdir(data(''))).sort()).toEqual([
    'credentials.json',
    'database',
    'secret-key',
    'setup-link',
  ]);
  const { live_key } = JSON.parse(await readFile(data('credentials.json'), 'utf8'));
  const headers = { authorization: `Bearer ${live_key}` };
  expect((await fetch(`${server.url}/v1/event-types`, { headers })).status).toBe(200);
  expect(await openToOthers(data(''))).toEqual([]);
  expect(await server.ended('SIGTERM')).toBe(0);
});

test('no database is made over what is left of one, nor beside the keys of another', patience, async () => {
  const { dataDir } = await restoreFixture('0.1.0', 'embedded');
  const data = (name: string) => path.join(dataDir, name);
  const version = await readFile(data('database/PG_VERSION'), 'utf8');
  await rm(data('database/PG_VERSION'));
  await failsWith(dataDir, `${data('database')} is not empty, and holds no whole database`);
  await writeFile(data('database/PG_VERSION'), version);

  await rename(data('database'), data('moved'));
  await failsWith(dataDir, `${data('credentials.json')} holds the keys of a database, and there is none in`);
  expect(existsSync(data('database'))).toBe(false);
  await rename(data('moved'), data('database'));

  const kept = await readFile(data('credentials.json'), 'utf8');
  await writeFile(data('credentials.json'), kept.replace(/"org_\w+"/, '"org_01jz5x8k3mqv7e2n4r6t8w9y0a"'));
  await failsWith(
    dataDir,
    'names the organization org_01jz5x8k3mqv7e2n4r6t8w9y0a, which this database has not',
  );
});

test(
  'a data directory that a release left open to others is its owner’s alone after a start',
  patience,
  async () => {
    const { dataDir } = await restoreFixture('0.1.0', 'embedded');
    expect((await openToOthers(dataDir)).length).toBeGreaterThan(500); // the premise
    const server = await startMain(dataDir, { ASTROCAL_DATA_DIR: dataDir });
    await server.said();
    expect(await openToOthers(dataDir)).toEqual([]);
    expect(await server.ended('SIGTERM')).toBe(0);
  },
);

test('production prints no key, and lines of JSON alone', patience, async () => {
  const directory = await temporaryDirectory();
  const server = await startMain(directory, {
    NODE_ENV: 'production',
    ASTROCAL_SECRET_KEY: 'kL2nv84hGq0xZt7RwYb1dMs5uCe9fAjP',
    TZ: 'America/New_York',
  });
  await server.said();
  expect(await server.ended('SIGTERM')).toBe(0);
  const lines = server.output().trim().split('\n');
  const sentences = lines.map((line) => JSON.parse(line).msg);
  expect(sentences).toContain('Making the embedded database: this first start takes some seconds.');
  expect(sentences).toContainEqual(
    expect.stringMatching(/^The keys of the API are in .*credentials\.json\./),
  );
  expect(server.output()).not.toMatch(/ac_(live|test)_|dev\/mail/);
});
