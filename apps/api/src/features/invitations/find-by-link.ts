import type { Kysely } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { linkExpired, requireLink, takeLink } from '../accounts/index.ts';
import { isKeyInUse } from '../api-keys/index.ts';
import { findStanding, roleReaches } from '../members/index.ts';
import { findInvitation, type InvitationRow } from './store.ts';

type Finding = Pick<Deps, 'clock' | 'keyring'>;

/** The invitation of a link. Throws `link_expired`, also where whoever invited may not do so any more. */
export async function findByLink(deps: Finding, db: Kysely<Schema>, token: string): Promise<InvitationRow> {
  return invitationOf(deps, db, await requireLink(deps, db, { token, kind: 'invitation' }));
}

/** The same under the lock of the organization's members, that nobody else accepts meanwhile. */
export async function takeByLink(deps: Finding, tx: Tx, token: string): Promise<InvitationRow> {
  return invitationOf(deps, tx, await takeLink(deps, tx, { token, kind: 'invitation' }));
}

async function invitationOf(
  { clock }: Finding,
  db: Kysely<Schema>,
  link: Awaited<ReturnType<typeof requireLink>>,
): Promise<InvitationRow> {
  const { for_organization: organization_id, for_invitation: id } = link;
  const row = organization_id && id && (await findInvitation(db, { organization_id, id }));
  if (!row || !(await stands(db, row, new Date(clock.now())))) throw linkExpired();
  return row;
}

/** Whether whoever invited could still do so: an invitation is worth as much as they are. */
async function stands(
  db: Kysely<Schema>,
  { organization_id: organizationId, by_kind, by_id, role }: InvitationRow,
  now: Date,
): Promise<boolean> {
  if (by_kind === 'key') return isKeyInUse(db, { organizationId, id: by_id }, now);
  const inviter = await findStanding(db, { organizationId, memberId: by_id });
  return inviter?.active === true && inviter.role !== 'member' && roleReaches(inviter.role, role);
}
