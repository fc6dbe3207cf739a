import { cp, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { startMain, temporaryDirectory } from '../harness/main-process.ts';
import { restoreFixture } from '../upgrade/fixtures.ts';

let whole: string;
beforeAll(async () => {
  whole = (await restoreFixture('0.1.0', 'embedded')).dataDir;
});

const noise = Buffer.alloc(300_000, 'what nobody wrote');
const segmentIn = async (wal: string) =>
  path.join(wal, (await readdir(wal)).find((name) => /^0/.test(name)) ?? '');

/** How files come to harm: each in a copy of its own. */
const harms: Record<string, (database: string) => Promise<unknown>> = {
  'an empty pg_control': (database) => truncate(path.join(database, 'global/pg_control')),
  'a log that is no log': async (database) =>
    writeFile(await segmentIn(path.join(database, 'pg_wal')), noise),
  'a log that is missing': async (database) => rm(await segmentIn(path.join(database, 'pg_wal'))),
  'tables that are missing': (database) => rm(path.join(database, 'base/5'), { recursive: true }),
  'tables that are no tables': async (database) => {
    const folder = path.join(database, 'base/5');
    const tables = (await readdir(folder)).filter((name) => Number(name) > 16_384);
    for (const name of tables) await writeFile(path.join(folder, name), noise);
  },
};

test.each(Object.keys(harms))(
  'damaged files are told with what to do: %s',
  { timeout: 120_000 },
  async (name) => {
    const dataDir = path.join(await temporaryDirectory(), 'data');
    await cp(whole, dataDir, { recursive: true });
    await harms[name]?.(path.join(dataDir, 'database'));
    const server = await startMain(path.dirname(dataDir), { ASTROCAL_DATA_DIR: dataDir });
    expect(await server.ended()).toBe(1);
    expect(server.output()).toContain(
      `Astrocal did not start. The database in ${path.join(dataDir, 'database')} cannot be opened: its files are damaged`,
    );
    expect(server.output()).toContain('restore a backup of it: npm run restore -- <file>.');
    expect(server.output()).not.toContain('Aborted(');
  },
);
