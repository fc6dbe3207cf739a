import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { newId } from '../../lib/ids.ts';
import { insertMember, type MemberName } from './store.ts';

/** Makes somebody an owner of the organization. */
export async function addOwner(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  organizationId: string,
  { name, email, timezone = 'UTC' }: MemberName & { readonly timezone?: string },
): Promise<void> {
  const now = clock.now();
  await insertMember(tx, {
    organization_id: organizationId,
    id: newId('member', now),
    name,
    email,
    role: 'owner',
    timezone,
    created_at: new Date(now),
    updated_at: new Date(now),
  });
}
