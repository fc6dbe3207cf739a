import { isoSeconds } from '../../lib/clock.ts';
import type { MemberPrincipal } from '../../lib/principal.ts';
import { provenMs } from '../../lib/proof.ts';
import type { Membership } from '../members/index.ts';
import { permissionsOf } from './rules.ts';
import type { SessionRow } from './store-sessions.ts';
import type { UserRow } from './store-users.ts';

export const presentUser = (row: UserRow) => ({
  id: row.id,
  name: row.name,
  email: row.email,
  email_verified: row.email_verified_at !== null,
  locale: row.locale,
  timezone: row.timezone,
  totp: row.totp_on_at !== null,
  created_at: isoSeconds(row.created_at),
});

/** Instead of letting somebody in whose account asks for a code. */
export const otpRequired = { otp_required: true } as const;

export const presentSignedIn = (user: UserRow, memberships: readonly Membership[]) => ({
  user: presentUser(user),
  organizations: memberships.map(({ organization, role, memberId }) => ({
    ...organization,
    role,
    member_id: memberId,
  })),
});

export function presentCurrent(principal: MemberPrincipal, user: UserRow, { organization }: Membership) {
  const { id, role, session, isTest } = principal;
  const { all, own } = permissionsOf(principal);
  return {
    user: presentUser(user),
    member: { id, role },
    organization,
    permissions: all,
    permissions_over_own: own,
    mode: isTest ? ('test' as const) : ('live' as const),
    expires_at: isoSeconds(new Date(session.expiresAt)),
    proven_until: isoSeconds(new Date(session.provenAt + provenMs)),
  };
}

export const presentSession = (row: SessionRow, currentId: string) => ({
  id: row.id,
  is_current: row.id === currentId,
  user_agent: row.user_agent,
  address: row.address,
  created_at: isoSeconds(row.created_at),
  last_seen_at: isoSeconds(row.last_seen_at),
  expires_at: isoSeconds(row.expires_at),
});
