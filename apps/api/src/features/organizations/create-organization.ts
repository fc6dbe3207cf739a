import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import { insertOrganization } from './store.ts';

export interface NewOrganization {
  readonly name: string;
  readonly slug: string;
}

/** Makes an organization, which has nobody yet. Returns its id. */
export async function createOrganization(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  { name, slug }: NewOrganization,
): Promise<string> {
  const now = clock.now();
  const id = newId('organization', now);
  await insertOrganization(tx, { id, name, slug, plan: null, created_at: new Date(now) });
  return id;
}
