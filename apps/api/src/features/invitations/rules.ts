import type { Role } from '@astrocal/contract';
import { ApiError } from '../../lib/api-error.ts';
import { type Insider, isTestKey } from '../../lib/principal.ts';
import { requireProof } from '../../lib/proof.ts';
import { reachesRole } from '../members/index.ts';

/** What no two invitations have, by its constraint. */
export const invited = {
  invitations_mailbox: 'This address was invited already. Send that invitation again, or take it back.',
} as const;

/** Throws `forbidden` for a test key, which changes nothing that live mode has too. */
export function refuseTestKey(by: Insider): void {
  if (isTestKey(by))
    throw new ApiError('forbidden', 'A test key can’t change who is a member. Use a live key for that.');
}

/**
 * Throws `forbidden` unless the caller may have people of the role join: a key members, people up to their own role; and
 * `reauthentication_required` where an owner or admin is to join by somebody who proved themselves long ago.
 */
export function requireReach(by: Insider, role: Role, now: number): void {
  if (!reachesRole(by, role))
    throw new ApiError(
      'forbidden',
      'Nobody invites to a role above their own, and a key invites members only.',
    );
  if (role !== 'member') requireProof(by, now);
}
