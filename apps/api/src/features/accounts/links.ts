import type { Kysely } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import { findLink, insertLink, type LinkRow, lockLink } from './store-links.ts';

const minuteMs = 60_000;

/** How long each kind of link can be used. */
export const linkLasts = {
  setup: 24 * 60 * minuteMs,
  password: 60 * minuteMs,
  sign_in: 15 * minuteMs,
  email: 24 * 60 * minuteMs,
  invitation: 7 * 24 * 60 * minuteMs,
} as const satisfies Readonly<Record<LinkRow['kind'], number>>;

/** Whom a link is for: a member who gets an account by it, whoever is invited, or an account. */
export type LinkFor =
  | { readonly kind: 'setup'; readonly organizationId: string; readonly memberId: string }
  | { readonly kind: 'invitation'; readonly organizationId: string; readonly invitationId: string }
  | { readonly kind: 'email'; readonly userId: string; readonly newEmail: string }
  | { readonly kind: 'password' | 'sign_in'; readonly userId: string };

/** Makes a link that is used once. Returns its token, which is kept nowhere. */
export async function makeLink(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  whom: LinkFor,
): Promise<string> {
  const token = randomToken();
  const now = clock.now();
  await insertLink(tx, {
    token_hash: keyring.hashSecret('link', token),
    hashed_by: keyring.current.id,
    kind: whom.kind,
    user_id: 'userId' in whom ? whom.userId : null,
    for_organization: 'organizationId' in whom ? whom.organizationId : null,
    for_member: 'memberId' in whom ? whom.memberId : null,
    for_invitation: 'invitationId' in whom ? whom.invitationId : null,
    new_email: 'newEmail' in whom ? whom.newEmail : null,
    created_at: new Date(now),
    expires_at: new Date(now + linkLasts[whom.kind]),
  });
  return token;
}

/** A link that can be used, by its token. */
interface LinkToken {
  readonly token: string;
  readonly kind: LinkRow['kind'];
}

/**
 * The link of a token, of its kind. Throws `link_expired` where there is none, before anything is hashed: strangers who
 * guess cost nothing. Whoever uses it takes it.
 */
export async function requireLink(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  db: Kysely<Schema>,
  { token, kind }: LinkToken,
): Promise<LinkRow> {
  return usable(await findLink(db, keyring.hashesOf('link', token)), kind, clock.now());
}

function usable(link: LinkRow | undefined, kind: LinkRow['kind'], now: number): LinkRow {
  if (!link || link.kind !== kind || now >= link.expires_at.getTime()) throw linkExpired();
  return link;
}

/** The one answer to a link that is unknown, used or over. */
export const linkExpired = () => new ApiError('link_expired');

/** The same, that nobody else uses meanwhile. */
export async function takeLink(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { token, kind }: LinkToken,
): Promise<LinkRow> {
  return usable(await lockLink(tx, keyring.hashesOf('link', token)), kind, clock.now());
}
