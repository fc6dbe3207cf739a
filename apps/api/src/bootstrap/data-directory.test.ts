import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type Credentials, credentialsFile, readCredentials, writeCredentials } from './credentials.ts';
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

  test('are read as they were written, by their owner alone', async () => {
    expect(await readCredentials(directory)).toBe(null);
    await writeCredentials(directory, credentialsOf('org_1'));
    expect(await readCredentials(directory)).toEqual(credentialsOf('org_1'));
    expect(await modeOf(credentialsFile(directory))).toBe('600');
    expect(await readdir(directory)).toEqual(['credentials.json']);
  });

  test('of another database stay beside the new ones', async () => {
    await writeCredentials(directory, credentialsOf('org_1'));
    await writeCredentials(directory, credentialsOf('org_2'));
    expect(await readCredentials(directory)).toEqual(credentialsOf('org_2'));
    const former = await readFile(path.join(directory, 'credentials-of-org_1.json'), 'utf8');
    expect(JSON.parse(former)).toMatchObject({ live_key: 'ac_live_org_1' });
  });

  test('that are damaged are told by their file', async () => {
    await writeCredentials(directory, credentialsOf('org_1'));
    await writeFile(credentialsFile(directory), '{');
    await expect(readCredentials(directory)).rejects.toThrow(`${credentialsFile(directory)} cannot be read.`);
  });
});
