import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import path from 'node:path';
import { zstdDecompressSync } from 'node:zlib';
import { createEmptyDatabase } from '../harness/empty-database.ts';
import { temporaryDirectory } from '../harness/main-process.ts';
import type { Manifest, RecordedAnswer } from './manifest.ts';

const folder = path.join(import.meta.dirname, 'fixtures');

/** The installations that releases have left behind, as `make/make-fixture.ts` made them. */
export const fixtures: readonly [release: string, database: Manifest['database']][] = readdirSync(folder)
  .sort()
  .flatMap((release) => [
    [release, 'postgres'],
    [release, 'embedded'],
  ]);

const read = (release: string, name: string) => readFileSync(path.join(folder, release, name));
const unpack = (release: string, name: string) => zstdDecompressSync(read(release, `${name}.zst`));

export const manifestOf = (release: string, database: Manifest['database']): Manifest =>
  JSON.parse(read(release, `${database}.json`).toString());

/** What the release itself answered, at the instant of the manifest. */
export const answersOf = (release: string, database: Manifest['database']): readonly RecordedAnswer[] =>
  JSON.parse(unpack(release, `${database}-answers.json`).toString());

/** Where a copy of the installation lies now; it goes away with the test file. */
export interface RestoredPlace {
  readonly dataDir: string;
  readonly url?: string;
}

export async function restoreFixture(
  release: string,
  database: Manifest['database'],
): Promise<RestoredPlace> {
  const dataDir = path.join(await temporaryDirectory(), 'data');
  await mkdir(dataDir);
  if (database === 'embedded') {
    const tar = spawnSync('tar', ['-xf', '-', '-o', '-C', dataDir], {
      input: unpack(release, 'embedded.tar'),
    });
    if (tar.status !== 0) throw new Error(`tar ended with ${tar.status}: ${tar.stderr}`);
    return { dataDir };
  }
  const { url, query } = await createEmptyDatabase();
  await query(unpack(release, 'postgres.sql').toString());
  await query('reset all');
  return { dataDir, url };
}
