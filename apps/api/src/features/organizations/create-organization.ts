import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import { insertMember, insertOrganization } from './store.ts';

export interface NewOrganization {
  readonly name: string;
  readonly slug: string;
  readonly owner: { readonly name: string; readonly email: string };
}

/** Makes an organization with its owner, a member and so the host of its event types. Returns its id. */
export async function createOrganization(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  { name, slug, owner }: NewOrganization,
): Promise<string> {
  const now = clock.now();
  const created_at = new Date(now);
  const id = newId('organization', now);
  await insertOrganization(tx, { id, name, slug, plan: null, created_at });
  await insertMember(tx, {
    organization_id: id,
    id: newId('member', now),
    ...owner,
    role: 'owner',
    created_at,
  });
  return id;
}
