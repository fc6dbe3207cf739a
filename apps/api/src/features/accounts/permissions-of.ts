import { type Permission, permissions } from '@astrocal/contract';
import { may } from '../../lib/may.ts';
import type { MemberPrincipal } from '../../lib/principal.ts';

/** What a person may do over everything in the organization, and what only over what is their own. */
export function permissionsOf(principal: MemberPrincipal): { all: Permission[]; own: Permission[] } {
  const every = Object.keys(permissions) as Permission[];
  const all = every.filter((each) => may(principal, each, principal));
  return { all, own: every.filter((each) => !all.includes(each) && may(principal, each, null)) };
}
