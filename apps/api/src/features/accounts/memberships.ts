import type { Kysely } from 'kysely';
import { listOrganizationsOf } from '../../db/organization-directory.ts';
import type { Schema } from '../../db/schema.ts';
import { findMembership, type Membership } from '../members/index.ts';

/** What an account is, in each organization that it is a member of. */
export async function listMemberships(db: Kysely<Schema>, userId: string): Promise<Membership[]> {
  const found: Membership[] = [];
  for (const organizationId of await listOrganizationsOf(db, userId)) {
    const membership = await findMembership(db, { organizationId, userId });
    if (membership) found.push(membership);
  }
  return found;
}
