import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { PGlite } from '@electric-sql/pglite';
import type { Database, DatabaseLogger } from '../../src/db/database.ts';
import { embeddedDatabase, pgliteOptions } from '../../src/db/embedded.ts';
import { migrate } from '../../src/db/migrate.ts';

const migrations = fileURLToPath(new URL('../../migrations/', import.meta.url));
const nodeModules = fileURLToPath(new URL('../../../../node_modules/', import.meta.url));
const cache = path.join(nodeModules, '.cache', 'astrocal');
const pglitePackage = path.join(nodeModules, '@electric-sql', 'pglite', 'package.json');

/**
 * An embedded database in memory with every migration. Making one takes seconds of WebAssembly, so the first
 * is kept as an image under node_modules/.cache, named by what made it, and the others are loaded from there.
 */
export async function openMigratedEmbedded(logger: DatabaseLogger): Promise<Database> {
  const image = path.join(cache, `embedded-${await fingerprint()}.tar`);
  if (!existsSync(image)) await makeImage(image, logger);
  const pglite = await PGlite.create({ ...pgliteOptions, loadDataDir: new Blob([await readFile(image)]) });
  return embeddedDatabase(pglite, logger, async () => {});
}

async function makeImage(image: string, logger: DatabaseLogger): Promise<void> {
  const pglite = await PGlite.create(pgliteOptions);
  const database = embeddedDatabase(pglite, logger, async () => {});
  await migrate(database);
  const dump = await pglite.dumpDataDir('none');
  await database.close();
  await mkdir(cache, { recursive: true });
  const unfinished = `${image}.${process.pid}`;
  await writeFile(unfinished, Buffer.from(await dump.arrayBuffer()));
  await rename(unfinished, image); // other test files may be making the same one
  for (const file of await readdir(cache)) {
    if (file.endsWith('.tar') && file !== path.basename(image))
      await rm(path.join(cache, file), { force: true });
  }
}

async function fingerprint(): Promise<string> {
  const hash = createHash('sha256').update(await readFile(pglitePackage));
  for (const file of (await readdir(migrations)).sort()) {
    hash.update(file).update(await readFile(path.join(migrations, file)));
  }
  return hash.digest('hex').slice(0, 16);
}
