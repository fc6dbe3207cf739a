import { mkdir, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Config } from '../config.ts';
import type { Deps } from '../deps.ts';
import { makeSetupLink } from '../features/accounts/index.ts';
import { findFirstOrganization } from '../features/organizations/index.ts';
import { setupLink } from '../wording/addresses.ts';

export const setupLinkFile = (dataDir: string): string => path.join(dataDir, 'setup-link');

/**
 * Makes the link by which the owner of the first organization gets their account, and writes it to
 * `<data dir>/setup-link` (mode 0600); a page that anybody could open would be the installation's. Returns it; null once
 * an owner has an account, and then there is no such file.
 */
export async function keepSetupLink(
  deps: Deps,
  { dataDir, publicUrl }: Pick<Config, 'dataDir' | 'publicUrl'>,
): Promise<string | null> {
  const file = setupLinkFile(dataDir);
  const organization = await findFirstOrganization(deps.database.db);
  const token =
    organization && (await deps.database.inTransaction((tx) => makeSetupLink(deps, tx, organization.id)));
  await rm(file, { force: true }); // one that is left keeps its mode
  if (!token) return null;
  const link = setupLink(publicUrl, token);
  await mkdir(dataDir, { recursive: true, mode: 0o700 });
  await writeFile(file, `${link}\n`, { mode: 0o600 });
  return link;
}
