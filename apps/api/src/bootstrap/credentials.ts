import { chmod, mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the first start made: told once, and kept in a file that only its owner can read. */
export interface Credentials {
  readonly organizationId: string;
  readonly liveKey: string;
  readonly testKey: string;
  readonly testEventTypeId: string;
}

export const credentialsFile = (dataDir: string): string => path.join(dataDir, 'credentials.json');

/**
 * Writes `<data dir>/credentials.json` (mode 0600) whole or not at all. Those of another database that was used
 * with the directory are kept under another name: their keys cannot be shown again.
 */
export async function writeCredentials(dataDir: string, credentials: Credentials): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const file = credentialsFile(dataDir);
  const former = await readCredentials(dataDir);
  if (former) await rename(file, path.join(dataDir, `credentials-of-${former.organizationId}.json`));
  const draft = `${file}.new`;
  await writeFile(draft, `${JSON.stringify(toJson(credentials), null, 2)}\n`, { mode: 0o600 });
  await chmod(draft, 0o600);
  await rename(draft, file);
}

/** What the first start wrote; null when this data directory has no such file. */
export async function readCredentials(dataDir: string): Promise<Credentials | null> {
  const file = credentialsFile(dataDir);
  try {
    const { organization_id, live_key, test_key, test_event_type_id } = JSON.parse(
      await readFile(file, 'utf8'),
    );
    return {
      organizationId: organization_id,
      liveKey: live_key,
      testKey: test_key,
      testEventTypeId: test_event_type_id,
    };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new Error(`${file} cannot be read. Restore it from a backup, or move it away.`, { cause: error });
  }
}

const toJson = ({ organizationId, liveKey, testKey, testEventTypeId }: Credentials) => ({
  organization_id: organizationId,
  live_key: liveKey,
  test_key: testKey,
  test_event_type_id: testEventTypeId,
});
