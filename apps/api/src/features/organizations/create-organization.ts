import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import { insertOrganization } from './store.ts';

export interface NewOrganization {
  readonly name: string;
  readonly slug: string;
  /** UTC unless told. */
  readonly timezone?: string;
}

/** Makes an organization, which has nobody yet. Returns its id. */
export async function createOrganization(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  { name, slug, timezone = 'UTC' }: NewOrganization,
): Promise<string> {
  const now = clock.now();
  const id = newId('organization', now);
  const at = new Date(now);
  await insertOrganization(tx, { id, name, slug, plan: null, timezone, created_at: at, updated_at: at });
  return id;
}
