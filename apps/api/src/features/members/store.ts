import type { AttributeValues, PlanName, Role } from '@astrocal/contract';
import { type Insertable, type Kysely, type RawBuilder, type Selectable, sql, type Updateable } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { enterAccount } from '../../db/organization-directory.ts';
import type { MemberTable, Schema } from '../../db/schema.ts';
import { notFound } from '../../lib/api-error.ts';
import { isId } from '../../lib/ids.ts';
import type { OwnedKey, Owner } from '../../lib/principal.ts';

export type MemberRow = Selectable<MemberTable>;

/** A member by its key. */
export type MemberKey = Pick<MemberRow, 'organization_id' | 'id'>;

/** How people know a member. */
export type MemberName = Pick<MemberRow, 'name' | 'email'>;

/** The members `m` of the organization whom the owner's mode knows: test mode those of both. */
export const known = (db: Kysely<Schema>, { organizationId, isTest }: Owner) =>
  db
    .selectFrom('members as m')
    .where('m.organization_id', '=', organizationId)
    .where('m.removed_at', 'is', null)
    .$if(!isTest, (query) => query.where('m.is_test', '=', false));

export async function insertMember(tx: Tx, row: Insertable<MemberTable>): Promise<void> {
  await tx.insertInto('members').values(row).execute();
}

/** What somebody with an account is in an organization, and what it is called. */
export interface Membership {
  readonly memberId: string;
  readonly role: Role;
  readonly organization: { readonly id: string; readonly name: string; readonly slug: string };
  readonly plan: PlanName | null;
}

/** What an account is in an organization; undefined where it is no member, or was made inactive. */
export async function findMembership(
  db: Kysely<Schema>,
  { organizationId, userId }: { organizationId: string; userId: string },
): Promise<Membership | undefined> {
  const row = await db
    .selectFrom('members')
    .innerJoin('organizations', 'organizations.id', 'members.organization_id')
    .select(['members.id', 'members.role', 'organizations.name', 'organizations.slug', 'organizations.plan'])
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('members.is_test', '=', false)
    .where('active', '=', true)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  if (!row) return undefined;
  const { id: memberId, role, name, slug, plan } = row;
  return { memberId, role, organization: { id: organizationId, name, slug }, plan };
}

/** Keeps when an account was last signed in as a member of an organization. */
export async function noteSeen(
  db: Kysely<Schema>,
  { organizationId, userId }: { organizationId: string; userId: string },
  at: Date,
): Promise<void> {
  await db
    .updateTable('members')
    .set({ last_seen_at: at })
    .where('organization_id', '=', organizationId)
    .where('user_id', '=', userId)
    .where('removed_at', 'is', null)
    .execute();
}

/** The account of a member; undefined where there is no such member any more. */
export const findMemberAccount = (
  db: Kysely<Schema>,
  { organizationId, memberId }: { organizationId: string; memberId: string },
): Promise<Pick<MemberRow, 'user_id'> | undefined> =>
  db
    .selectFrom('members')
    .select('user_id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();

/** What a member is right now; undefined where there is no such member any more. */
export const findStanding = (
  db: Kysely<Schema>,
  { organizationId, memberId }: { organizationId: string; memberId: string },
): Promise<Pick<MemberRow, 'role' | 'active' | 'name'> | undefined> =>
  db
    .selectFrom('members')
    .select(['role', 'active', 'name'])
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .where('removed_at', 'is', null)
    .executeTakeFirst();

/** The member of live mode with an address, whatever its case; undefined where there is none. */
export const findMemberByEmail = (
  db: Kysely<Schema>,
  { organizationId, email }: { organizationId: string; email: string },
): Promise<MemberRow | undefined> =>
  db
    .selectFrom('members')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', false)
    .where(sql<string>`lower(email)`, '=', sql<string>`lower(${email})`)
    .where('removed_at', 'is', null)
    .executeTakeFirst();

/** An account for a member, and what they are called from then on. */
export interface LinkedAccount extends MemberName {
  readonly organizationId: string;
  readonly memberId: string;
  readonly userId: string;
  /** What they are from then on, where it is something else. */
  readonly role?: Role;
}

/** Gives a member the account that they sign in with. */
export async function linkAccount(
  tx: Tx,
  { organizationId, memberId, userId, ...changes }: LinkedAccount,
): Promise<void> {
  enterAccount(tx, userId, organizationId);
  await tx
    .updateTable('members')
    .set({ user_id: userId, ...changes })
    .where('organization_id', '=', organizationId)
    .where('id', '=', memberId)
    .execute();
}

/** Whether one of them at least was not removed. */
export async function isAnyMember(
  db: Kysely<Schema>,
  { organizationId, ids }: { organizationId: string; ids: readonly string[] },
): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('id')
    .where('organization_id', '=', organizationId)
    .where('id', '=', sql<string>`any(${ids}::text[])`)
    .where('removed_at', 'is', null)
    .limit(1)
    .executeTakeFirst();
  return row !== undefined;
}

/** Whether somebody is a member and was not made inactive. */
export async function isActiveMember(
  db: Kysely<Schema>,
  { organizationId, id }: { organizationId: string; id: string },
): Promise<boolean> {
  const row = await db
    .selectFrom('members')
    .select('active')
    .where('organization_id', '=', organizationId)
    .where('id', '=', id)
    .where('removed_at', 'is', null)
    .executeTakeFirst();
  return row?.active === true;
}

/** Who answers for the organization: its owner, of several the first. */
export const findOwner = (
  db: Kysely<Schema>,
  organizationId: string,
): Promise<Pick<MemberRow, 'id' | 'name' | 'email'>> =>
  db
    .selectFrom('members')
    .select(['id', 'name', 'email'])
    .where('organization_id', '=', organizationId)
    .where('role', '=', sql.lit('owner'))
    .where('removed_at', 'is', null)
    .orderBy('id')
    .limit(1)
    .executeTakeFirstOrThrow();

/** The first owner, where no owner has an account yet; undefined once one has. */
export async function findOwnerWithoutAccount(
  db: Kysely<Schema>,
  organizationId: string,
): Promise<string | undefined> {
  const owners = await db
    .selectFrom('members')
    .select(['id', 'user_id'])
    .where('organization_id', '=', organizationId)
    .where('role', '=', sql.lit('owner'))
    .where('removed_at', 'is', null)
    .orderBy('id')
    .execute();
  return owners.some(({ user_id }) => user_id !== null) ? undefined : owners[0]?.id;
}

/** A member with the zone of its days. */
export type MemberZone = Pick<MemberRow, 'id' | 'timezone'>;

/** A member whom the mode of `owner` knows; undefined where there is none. */
export const findMemberZone = (
  db: Kysely<Schema>,
  { owner, id }: OwnedKey,
): Promise<MemberZone | undefined> =>
  known(db, owner).select(['m.id', 'm.timezone']).where('m.id', '=', id).executeTakeFirst();

/**
 * Keeps members as they are for the rest of the transaction: none is removed meanwhile. Throws `not_found` where the mode of
 * `owner` does not know one of them.
 */
export async function keepMembers(tx: Tx, owner: Owner, ids: readonly string[]): Promise<void> {
  if (!ids.every((id) => isId('member', id))) throw notFound('member');
  const kept = await known(tx, owner)
    .select('m.id')
    .where('m.id', '=', sql<string>`any(${ids}::text[])`)
    .orderBy('m.id')
    .forShare()
    .execute();
  if (kept.length < new Set(ids).size) throw notFound('member');
}

/** How many members the organization has in live mode. */
export async function countMembers(tx: Tx, organizationId: string): Promise<number> {
  const { count } = await known(tx, { organizationId, isTest: false })
    .select((eb) => eb.fn.countAll<string>().as('count'))
    .executeTakeFirstOrThrow();
  return Number(count);
}

/** Whether the organization has an owner beside this member who is active. */
export async function hasOtherOwner(tx: Tx, { organization_id, id }: MemberKey): Promise<boolean> {
  const other = await known(tx, { organizationId: organization_id, isTest: false })
    .select('m.id')
    .where('m.role', '=', 'owner')
    .where('m.active', '=', true)
    .where('m.id', '<>', id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** A member whom the mode of `owner` knows, locked until the transaction ends. */
export const lockMember = (tx: Tx, { owner, id }: OwnedKey): Promise<MemberRow | undefined> =>
  known(tx, owner).selectAll('m').where('m.id', '=', id).forUpdate().executeTakeFirst();

export async function updateMember(
  tx: Tx,
  { owner, id }: OwnedKey,
  changes: Updateable<MemberTable>,
): Promise<void> {
  await tx
    .updateTable('members')
    .set(changes)
    .where('organization_id', '=', owner.organizationId)
    .where('id', '=', id)
    .execute();
}

/** What decides about a member as a host, as a table of one row, for a lateral join. */
export const hostOfMember = (organizationId: string, id: RawBuilder<string>) =>
  sql<MemberAsHost>`(select name, email, timezone, attributes, active and removed_at is null as is_active
    from members where organization_id = ${organizationId} and id = ${id} limit 1)`;

export interface MemberAsHost extends MemberName {
  /** Where its days begin and end. */
  readonly timezone: string;
  readonly attributes: AttributeValues;
  /** Gets new bookings. */
  readonly is_active: boolean;
}

/**
 * The name of one member as a table, for a lateral join: what is read in one statement shows whose it is. The limit keeps
 * it a look-up: joined plainly, a plan that serves organizations of any size reads all members of the organization.
 */
export const nameOfMember = (organizationId: string, id: RawBuilder<string>) =>
  sql<
    MemberName & Pick<MemberRow, 'active'>
  >`(select name, email, active from members where organization_id = ${organizationId} and id = ${id} limit 1)`;
