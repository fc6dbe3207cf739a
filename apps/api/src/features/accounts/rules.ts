import type { Permission, Role } from '@astrocal/contract';
import { permissions } from '@astrocal/contract';

const dayMs = 24 * 60 * 60_000;

/** A session ends so long after it began, and earlier where it is not used. */
export const longestSessionMs = 30 * dayMs;
export const longestIdleMs = 7 * dayMs;

/** `last_seen_at` is written at most this often, so that a page that asks all the time does not write as often. */
export const seenPrecisionMs = 60_000;

const linesWith = (grantee: string): Permission[] =>
  (Object.keys(permissions) as Permission[]).filter((each) =>
    (permissions[each] as readonly string[]).includes(grantee),
  );

/** What a role has over everything in its organization, and what only over what is the person's own. */
export const permissionsOf = (role: Role): { all: Permission[]; own: Permission[] } => ({
  all: linesWith(role),
  own: role === 'member' ? linesWith('self') : [],
});

/** A moment's standing of a session by the clock. */
export const isOver = (
  { expires_at, last_seen_at }: { expires_at: Date; last_seen_at: Date },
  now: number,
): boolean => now >= expires_at.getTime() || now >= last_seen_at.getTime() + longestIdleMs;
