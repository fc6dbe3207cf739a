import { type Permission, permissions } from '@astrocal/contract';
import { may } from '../../lib/may.ts';
import type { MemberPrincipal } from '../../lib/principal.ts';

const dayMs = 24 * 60 * 60_000;

/** A session ends so long after it began, and earlier where it is not used. */
export const longestSessionMs = 30 * dayMs;
export const longestIdleMs = 7 * dayMs;

/** `last_seen_at` is written at most this often, so that a page that asks all the time does not write as often. */
export const seenPrecisionMs = 60_000;

/** What a person may do over everything in the organization, and what only over what is their own. */
export function permissionsOf(principal: MemberPrincipal): { all: Permission[]; own: Permission[] } {
  const every = Object.keys(permissions) as Permission[];
  const all = every.filter((each) => may(principal, each, principal));
  return { all, own: every.filter((each) => !all.includes(each) && may(principal, each, null)) };
}

/** A moment's standing of a session by the clock. */
export const isOver = (
  { expires_at, last_seen_at }: { expires_at: Date; last_seen_at: Date },
  now: number,
): boolean => now >= expires_at.getTime() || now >= last_seen_at.getTime() + longestIdleMs;
