import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { sql } from 'kysely';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLogger } from '../lib/logger.ts';
import { openEmbeddedDatabase } from './embedded.ts';
import { embeddedMajorVersion, isUnmade, makeWhole } from './embedded-directory.ts';

let parent: string;
let directory: string;
beforeEach(async () => {
  parent = await mkdtemp(path.join(tmpdir(), 'astrocal-directory-'));
  directory = path.join(parent, 'database');
});
afterEach(() => rm(parent, { recursive: true }));

const write = async (name: string, text = '') => {
  await mkdir(directory, { recursive: true });
  await writeFile(path.join(directory, name), text);
};

describe('a directory', () => {
  test('that is missing or empty is to be made', async () => {
    expect(await isUnmade(directory)).toBe(true);
    await mkdir(directory);
    expect(await isUnmade(directory)).toBe(true);
  });

  test('of this version is there', async () => {
    await write('PG_VERSION', `${embeddedMajorVersion}\n`);
    expect(await isUnmade(directory)).toBe(false);
  });

  test.each(['postgresql.conf', 'lost+found', '.DS_Store'])(
    'with content and without PG_VERSION is refused: %s',
    async (name) => {
      await write(name, 'of somebody');
      await expect(isUnmade(directory)).rejects.toThrow(
        `${directory} is not empty, and holds no whole database: its file PG_VERSION is missing. Nothing was changed.`,
      );
      expect(await readdir(directory)).toEqual([name]);
    },
  );

  test('of another version is refused', async () => {
    await write('PG_VERSION', '17\n');
    await expect(isUnmade(directory)).rejects.toThrow('was written by PostgreSQL 17');
  });
});

describe('a new database', () => {
  const fill = async (draft: string) => {
    await mkdir(path.join(draft, 'base'), { recursive: true });
    await writeFile(path.join(draft, 'base', '1'), 'whole');
    await chmod(path.join(draft, 'base', '1'), 0o666);
  };

  test('has its name only when it is whole, and is its owner’s alone', async () => {
    await makeWhole(directory, async (draft) => {
      expect(draft).toBe(`${directory}.new`);
      await fill(draft);
      expect(await readdir(parent)).toEqual(['database.new']);
    });
    expect(await readdir(parent)).toEqual(['database']);
    const modes = ['', 'base', 'base/1'].map(
      async (name) => (await stat(path.join(directory, name))).mode & 0o777,
    );
    expect(await Promise.all(modes)).toEqual([0o700, 0o700, 0o600]);
  });

  test('that was begun and not finished is begun anew', async () => {
    const half = makeWhole(directory, async (draft) => {
      await mkdir(draft);
      await writeFile(path.join(draft, 'half'), '');
      throw new Error('killed');
    });
    await expect(half).rejects.toThrow('killed');
    expect(await isUnmade(directory)).toBe(true);
    await makeWhole(directory, fill);
    expect(await readdir(directory)).toEqual(['base']);
  });

  test('goes to where a link leads', async () => {
    const elsewhere = path.join(parent, 'volume');
    await mkdir(elsewhere);
    await symlink(elsewhere, directory);
    await makeWhole(directory, fill);
    expect(await readFile(path.join(elsewhere, 'base', '1'), 'utf8')).toBe('whole');
    expect((await readdir(parent)).sort()).toEqual(['database', 'volume']);
  });

  test('is made and opened again through a link', async () => {
    await mkdir(path.join(parent, 'volume'));
    await symlink(path.join(parent, 'volume'), directory);
    for (const table of ['first', 'second']) {
      const logger = createLogger('silent');
      const { db, close } = await openEmbeddedDatabase({ dataDir: directory, logger });
      await sql`create table ${sql.id(table)} (id integer)`.execute(db);
      const { rows } = await sql`select from pg_tables where tablename = 'first'`.execute(db);
      expect(rows).toHaveLength(1);
      await close();
    }
  }, 60_000);
});
