import { mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';

/** What the first start made: told once, and kept in a file that only its owner can read. */
export interface Credentials {
  readonly organizationId: string;
  readonly liveKey: string;
  readonly testKey: string;
  readonly testEventTypeId: string;
}

export const credentialsFile = (dataDir: string): string => path.join(dataDir, 'credentials.json');

/** Written before the commit that makes it true, and given its name after it. */
const draftFile = (dataDir: string) => `${credentialsFile(dataDir)}.new`;

/**
 * Writes what is about to be committed beside `<data dir>/credentials.json` (mode 0600). It is `settleCredentials` that
 * gives it this name: a process that dies before the commit leaves nothing that names an organization nobody has.
 */
export async function draftCredentials(dataDir: string, credentials: Credentials): Promise<void> {
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  const draft = draftFile(dataDir);
  await rm(draft, { force: true }); // one that is left keeps its mode
  await writeFile(draft, `${JSON.stringify(toJson(credentials), null, 2)}\n`, { mode: 0o600 });
}

/** Keeps a draft whose organization was committed, and removes any other. To be called once the database has one. */
export async function settleCredentials(
  dataDir: string,
  isCommitted: (organizationId: string) => Promise<boolean>,
): Promise<void> {
  const draft = draftFile(dataDir);
  const found = await loadFrom(draft).catch(() => 'half written' as const);
  if (found === null) return;
  if (found !== 'half written' && (await isCommitted(found.organizationId)))
    await rename(draft, credentialsFile(dataDir)).catch(unlessDone);
  else await rm(draft, { force: true });
}

/** Another process on the same directory was faster. */
function unlessDone(error: NodeJS.ErrnoException): void {
  if (error.code !== 'ENOENT') throw error;
}

/** What the first start wrote; null when this data directory has no such file. */
export async function loadCredentials(dataDir: string): Promise<Credentials | null> {
  const file = credentialsFile(dataDir);
  try {
    return await loadFrom(file);
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error;
    throw new Error(`${file} cannot be read. Restore it from a backup, or move it away.`, { cause: error });
  }
}

async function loadFrom(file: string): Promise<Credentials | null> {
  const text = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (text === null) return null;
  const { organization_id, live_key, test_key, test_event_type_id } = JSON.parse(text);
  return {
    organizationId: organization_id,
    liveKey: live_key,
    testKey: test_key,
    testEventTypeId: test_event_type_id,
  };
}

const toJson = ({ organizationId, liveKey, testKey, testEventTypeId }: Credentials) => ({
  organization_id: organizationId,
  live_key: liveKey,
  test_key: testKey,
  test_event_type_id: testEventTypeId,
});
