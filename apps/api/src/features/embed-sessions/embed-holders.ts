import type { Kysely } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import type { Deps } from '../../deps.ts';
import { type CredentialHolders, createCredentialHolders } from '../../lib/credential-memory.ts';
import type { Hashes } from '../../lib/crypto.ts';
import { isId } from '../../lib/ids.ts';
import { isGrantedToRole } from '../../lib/may.ts';
import type { EmbedPrincipal } from '../../lib/principal.ts';
import { isKeyInUse } from '../api-keys/index.ts';
import { findStanding, isActiveMember } from '../members/index.ts';
import { isOver, looksLikeToken } from './rules.ts';
import { type EmbedSessionRow, findOfToken } from './store.ts';

/** Knows whom embedded sessions stand for. */
export type EmbedHolders = CredentialHolders<EmbedPrincipal>;

/** Whom embedded sessions stand for, as this process remembers it for a moment. */
export const createEmbedHolders = (deps: Deps): EmbedHolders =>
  createCredentialHolders({
    looksRight: looksLikeToken,
    hashes: (token) => deps.keyring.hashesOf('embed_session', token),
    lookUp: (hashes) => lookUp(deps, hashes),
    hasEnded: ({ expiresAt }) => expiresAt <= deps.clock.now(),
  });

async function lookUp(deps: Deps, hashes: Hashes): Promise<EmbedPrincipal | null> {
  const row = await findOfToken(deps.directory, deps.database.db, hashes);
  if (!row || isOver(row, deps.clock.now())) return null;
  return (await isBacked(deps, row)) ? principalOf(row) : null;
}

/** Whether the key or member who made it could still do so, and of a host the member whose hours it keeps is there. */
async function isBacked(
  { database: { db }, clock }: Pick<Deps, 'database' | 'clock'>,
  { organization_id: organizationId, made_by: id, reach }: EmbedSessionRow,
): Promise<boolean> {
  const isMade = isId('api_key', id)
    ? await isKeyInUse(db, { organizationId, id }, new Date(clock.now()))
    : await mayStillMake(db, { organizationId, memberId: id });
  return (
    isMade && (reach.kind !== 'host' || (await isActiveMember(db, { organizationId, id: reach.member_id })))
  );
}

/** Whether the member is active, and of a role that makes embedded sessions. */
async function mayStillMake(
  db: Kysely<Schema>,
  member: Parameters<typeof findStanding>[1],
): Promise<boolean> {
  const maker = await findStanding(db, member);
  return maker?.active === true && isGrantedToRole(maker.role, 'embed_sessions.write');
}

function principalOf(row: EmbedSessionRow & Pick<EmbedPrincipal, 'plan'>): EmbedPrincipal {
  const { organization_id: organizationId, is_test: isTest, id, expires_at, plan, reach } = row;
  const any = { kind: 'embed', organizationId, isTest, id, plan, expiresAt: expires_at.getTime() } as const;
  if (reach.kind === 'booking') return { ...any, as: 'booking', bookingId: reach.booking_id };
  if (reach.kind === 'host')
    return { ...any, as: 'host', memberId: reach.member_id, isReadOnly: reach.read_only };
  const { event_type_id: eventTypeId, host_id: hostId, attendee, metadata } = reach;
  return { ...any, as: 'booker', eventTypeId, hostId, attendee, metadata };
}
