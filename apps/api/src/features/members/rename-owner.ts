import type { Tx } from '../../db/database.ts';
import { orTaken } from '../../db/or-taken.ts';
import type { Deps } from '../../deps.ts';
import { requiredLine } from '../../lib/text.ts';
import { taken } from './rules.ts';
import { findOwner, type MemberName, updateMember } from './store.ts';

/**
 * Gives the owner of the organization, of several the first, another name or address; returns what it has then. Throws
 * `conflict` for an address that another member has.
 */
export async function renameOwner(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  organizationId: string,
  { name, email }: { readonly name: string | undefined; readonly email: string | undefined },
): Promise<MemberName> {
  const owner = await findOwner(tx, organizationId);
  if (name === undefined && email === undefined) return owner;
  const changes = {
    ...(name !== undefined && { name: requiredLine('name', name) }),
    ...(email !== undefined && { email }),
  };
  const key = { owner: { organizationId, isTest: false }, id: owner.id };
  await orTaken(updateMember(tx, key, { ...changes, updated_at: new Date(clock.now()) }), taken);
  return { ...owner, ...changes };
}
