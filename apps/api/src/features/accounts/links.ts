import type { Tx } from '../../db/database.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { randomToken } from '../../lib/crypto.ts';
import { findLink, hasLink, insertLink, type LinkRow } from './store-links.ts';

const minuteMs = 60_000;

/** How long each kind of link can be used. */
export const linkLasts = {
  setup: 24 * 60 * minuteMs,
  password: 60 * minuteMs,
  sign_in: 15 * minuteMs,
} as const satisfies Readonly<Record<LinkRow['kind'], number>>;

/** Whom a link is for: a member who gets an account by it, or an account. */
export type LinkFor =
  | { readonly kind: 'setup'; readonly organizationId: string; readonly memberId: string }
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
    for_organization: 'memberId' in whom ? whom.organizationId : null,
    for_member: 'memberId' in whom ? whom.memberId : null,
    created_at: new Date(now),
    expires_at: new Date(now + linkLasts[whom.kind]),
  });
  return token;
}

/**
 * Throws `link_expired` where there is no such link, before anything is hashed: strangers who guess cost nothing. Whoever
 * takes it asks again.
 */
export async function requireLink(
  { database, keyring }: Pick<Deps, 'database' | 'keyring'>,
  token: string,
): Promise<void> {
  if (!(await hasLink(database.db, keyring.hashesOf('link', token)))) throw linkExpired();
}

/** The one answer to a link that is unknown, used or over. */
export const linkExpired = () => new ApiError('link_expired');

/** The link of a token, of its kind, that nobody else uses meanwhile. Throws `link_expired`. */
export async function takeLink(
  { clock, keyring }: Pick<Deps, 'clock' | 'keyring'>,
  tx: Tx,
  { token, kind }: { token: string; kind: LinkRow['kind'] },
): Promise<LinkRow> {
  const link = await findLink(tx, keyring.hashesOf('link', token));
  if (!link || link.kind !== kind || clock.now() >= link.expires_at.getTime()) throw linkExpired();
  return link;
}
