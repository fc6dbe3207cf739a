import { execFileSync, spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { constants, zstdCompressSync } from 'node:zlib';
import { startPostgres } from '@astrocal/test-postgres';
import { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import { pgliteOptions } from '../../../src/db/embedded.ts';
import { randomToken } from '../../../src/lib/crypto.ts';
import { startMailServer } from '../../harness/mail-server.ts';
import { createReceiver } from '../../harness/receiver.ts';
import { openInstallation, type Place } from '../installation.ts';
import type { Manifest } from '../manifest.ts';
import { beginsAt, endsAt, live } from './live.ts';
import { record, recordUsage } from './record.ts';
import { beginStory, type Story } from './story.ts';

// Makes the fixtures of the release whose code this is, on both databases: see README.md beside the fixtures.
const largest = 2 ** 30;
const [release, ...rest] = process.argv.slice(2);
if (release === undefined || !/^\d+\.\d+\.\d+$/.test(release) || rest.length > 0)
  throw new Error('Name the release: node apps/api/test/upgrade/make/make-fixture.ts 0.1.0');
const folder = path.join(import.meta.dirname, '../fixtures', release);
await mkdir(folder, { recursive: true });
await makeOnPostgres();
await makeEmbedded();

async function makeOnPostgres(): Promise<void> {
  const binaries = globSync('/usr/lib/postgresql/*/bin').find(
    (each) => spawnSync(path.join(each, 'pg_dump'), ['--version']).status === 0,
  );
  if (!binaries) throw new Error('This takes a PostgreSQL with pg_dump in /usr/lib/postgresql.');
  const server = await startPostgres({ binaries });
  const admin = new pg.Client(server.url('postgres'));
  await admin.connect();
  await admin.query('create database astrocal');
  await admin.end();
  await liveAndRecord('postgres', server.url('astrocal'));
  // As statements, so that a test can restore it without tools; `\restrict` and its like are for psql alone.
  const args = ['--inserts', '--rows-per-insert=100', '--no-owner', '--no-privileges'];
  const dump = execFileSync(path.join(binaries, 'pg_dump'), [...args, server.url('astrocal')], {
    cwd: '/',
    encoding: 'utf8',
    maxBuffer: largest,
  });
  await server.stop();
  await keep('postgres.sql.zst', Buffer.from(dump.replace(/^\\.*\n/gm, '')));
}

async function makeEmbedded(): Promise<void> {
  const dataDir = await liveAndRecord('embedded');
  await dropOldWal(path.join(dataDir, 'database'));
  const tar = execFileSync('tar', ['-cf', '-', '-C', dataDir, '.'], { maxBuffer: largest });
  await keep('embedded.tar.zst', tar);
  await rm(dataDir, { recursive: true });
}

/** Lives the story on a new database, writes the manifest and returns the data directory. */
async function liveAndRecord(database: Place['database'], url?: string): Promise<string> {
  const dataDir = await mkdtemp(path.join(tmpdir(), 'astrocal-fixture-'));
  const receiver = await createReceiver();
  const mailServer = await startMailServer();
  const secretKey = randomToken();
  const place = { database, dataDir, receiver, mailServer, secretKey, ...(url !== undefined && { url }) };
  if (database === 'embedded')
    await writeFile(path.join(dataDir, 'secret-key'), `${secretKey}\n`, { mode: 0o600 });
  const first = await openInstallation({ ...place, at: beginsAt });
  const story = await beginStory(first, place);
  await live(story);
  const { answers, ...kept } = await record(story);
  await first.close();
  const second = await openInstallation({ ...place, at: endsAt });
  const usage = await recordUsage(second, story.keys);
  await second.close();
  await receiver.close();
  await mailServer.close();
  const manifest: Manifest = {
    release: release as string,
    database,
    at: endsAt,
    secretKey,
    ...heldBy(story),
    ...kept,
  };
  await writeFile(path.join(folder, `${database}.json`), `${JSON.stringify(manifest, null, 1)}\n`);
  await keep(`${database}-answers.json.zst`, Buffer.from(JSON.stringify([...usage, ...answers])));
  return dataDir;
}

/** What the owner and the customers hold. */
function heldBy({ organizationId, keys, eventTypes, bookings, entries, endpoints, retried }: Story) {
  if (!retried) throw new Error('The story was not lived to its end.');
  return { organizationId, keys, eventTypes, bookings, entries, endpoints, retried };
}

/** Of the log of a database that was closed in order, only the segment with its last checkpoint is needed. */
async function dropOldWal(directory: string): Promise<void> {
  const pglite = await PGlite.create({ ...pgliteOptions, dataDir: directory });
  for (const statement of ['vacuum full', 'select pg_switch_wal()', 'checkpoint'])
    await pglite.exec(statement);
  const { rows } = await pglite.query<{ file: string }>(
    'select pg_walfile_name(redo_lsn) as file from pg_control_checkpoint()',
  );
  await pglite.close();
  const wal = path.join(directory, 'pg_wal');
  for (const file of await readdir(wal))
    if (/^[0-9A-F]{24}$/.test(file) && file !== rows[0]?.file) await rm(path.join(wal, file));
}

async function keep(name: string, content: Buffer): Promise<void> {
  const packed = zstdCompressSync(content, {
    params: {
      [constants.ZSTD_c_compressionLevel]: 19,
      [constants.ZSTD_c_enableLongDistanceMatching]: 1,
      [constants.ZSTD_c_windowLog]: 26,
    },
  });
  await writeFile(path.join(folder, name), packed);
  console.log(`${name}: ${Math.round(packed.length / 1024)} kB`);
}
