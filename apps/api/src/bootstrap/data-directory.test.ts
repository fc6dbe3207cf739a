import { chmod, mkdir, mkdtemp, readdir, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import {
  type Credentials,
  credentialsFile,
  draftCredentials,
  loadCredentials,
  settleCredentials,
} from './credentials.ts';
import { keepPrivate } from './data-directory.ts';
import { developmentSecretKey } from './secret-key.ts';

let directory: string;
beforeEach(async () => {
  directory = path.join(await mkdtemp(path.join(tmpdir(), 'astrocal-data-')), 'data');
});
afterEach(() => rm(path.dirname(directory), { recursive: true }));

const modeOf = async (file: string) => ((await stat(file)).mode & 0o777).toString(8);

describe('the secret key of a development server', () => {
  test('is made once and is its owner’s alone', async () => {
    const first = await developmentSecretKey(directory);
    expect(first).toMatch(/^[\w-]{43}$/);
    expect(await developmentSecretKey(directory)).toBe(first);
    expect(await readdir(directory)).toEqual(['secret-key']);
    expect(await modeOf(path.join(directory, 'secret-key'))).toBe('600');
    expect(await modeOf(directory)).toBe('700');
  });

  test('is the same for all who make it at once, and none reads half of it', async () => {
    for (let round = 0; round < 10; round++) {
      const making = Array.from({ length: 20 }, () => developmentSecretKey(directory + round));
      expect(new Set(await Promise.all(making)).size).toBe(1);
      expect(await readdir(directory + round)).toEqual(['secret-key']);
    }
  });

  test('is not made anew when its file was emptied', async () => {
    await developmentSecretKey(directory);
    await writeFile(path.join(directory, 'secret-key'), '\n');
    await expect(developmentSecretKey(directory)).rejects.toThrow(
      'is empty. Restore the file from a backup.',
    );
  });
});

describe('credentials', () => {
  const credentialsOf = (organizationId: string): Credentials => ({
    organizationId,
    liveKey: `ac_live_${organizationId}`,
    testKey: `ac_test_${organizationId}`,
    testEventTypeId: 'evt_1',
  });

  const committed = async () => true;
  const lost = async () => false;

  test('are read as they were written once they are true, by their owner alone', async () => {
    expect(await loadCredentials(directory)).toBe(null);
    await draftCredentials(directory, credentialsOf('org_1'));
    expect(await loadCredentials(directory)).toBe(null);
    expect(await modeOf(`${credentialsFile(directory)}.new`)).toBe('600');
    await settleCredentials(directory, committed);
    expect(await loadCredentials(directory)).toEqual(credentialsOf('org_1'));
    expect(await modeOf(credentialsFile(directory))).toBe('600');
    expect(await readdir(directory)).toEqual(['credentials.json']);
  });

  test('are kept by the next start when the first one died after its commit', async () => {
    await draftCredentials(directory, credentialsOf('org_1'));
    const both = [1, 2].map(() => settleCredentials(directory, committed)); // two starts at once
    await Promise.all(both);
    expect(await loadCredentials(directory)).toEqual(credentialsOf('org_1'));
  });

  test.each([
    ['was not committed', () => draftCredentials(directory, credentialsOf('org_1')), lost],
    ['was half written', () => writeFile(`${credentialsFile(directory)}.new`, '{ "organ'), committed],
  ])('of a start that died leave nothing where it %s', async (_, leave, isCommitted) => {
    await mkdir(directory);
    await leave();
    await settleCredentials(directory, isCommitted);
    expect(await readdir(directory)).toEqual([]);
  });

  test('that are damaged are told by their file', async () => {
    await mkdir(directory);
    await writeFile(credentialsFile(directory), '{');
    await expect(loadCredentials(directory)).rejects.toThrow(`${credentialsFile(directory)} cannot be read.`);
  });
});

describe('a data directory that is open to others', () => {
  const silent = { warn: () => undefined };

  test('is its owner’s alone after a start, with all that is ours in it, and nothing else', async () => {
    const files = [
      'secret-key',
      'credentials.json',
      'database/PG_VERSION',
      'database/base/5/1259',
      'notes.txt',
    ];
    await mkdir(path.join(directory, 'database/base/5'), { recursive: true });
    for (const file of files) {
      await writeFile(path.join(directory, file), 'x');
      await chmod(path.join(directory, file), 0o666);
    }
    await symlink('/etc/hostname', path.join(directory, 'database/link'));
    const before = (await stat('/etc/hostname')).mode;
    await keepPrivate(directory, silent);
    const modes = ['', ...files, 'database', 'database/base/5'].map((name) =>
      modeOf(path.join(directory, name)),
    );
    expect(await Promise.all(modes)).toEqual(['700', '600', '600', '600', '600', '666', '700', '700']);
    expect((await stat('/etc/hostname')).mode).toBe(before);
  });

  test('is left as it is while nothing of ours is in it, or it is not there', async () => {
    await keepPrivate(directory, silent);
    await mkdir(directory);
    await chmod(directory, 0o755);
    await writeFile(path.join(directory, 'package.json'), '{}');
    await keepPrivate(directory, silent);
    expect(await modeOf(directory)).toBe('755');
  });
});
