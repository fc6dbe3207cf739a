import { type Permission, permissions, type Role } from '@astrocal/contract';
import {
  type Concern,
  type EmbeddedHost,
  type EmbedPrincipal,
  type Insider,
  isResident,
  type MemberPrincipal,
  type Principal,
} from './principal.ts';

/**
 * Whether the principal may do this to what it concerns; null: to what it will turn out to be about, which whoever looks
 * that up has still to ask. The lines of the table are the contract's.
 */
export function may(principal: Principal, permission: Permission, concern: Concern | null): boolean {
  if (principal.kind === 'system') return true;
  const grantees: readonly string[] = permissions[permission];
  if (!isResident(principal)) return grantees.includes(principal.kind);
  const { organizationId, isTest } = principal;
  if (concern && (organizationId !== concern.organizationId || isTest !== concern.isTest)) return false;
  if (principal.kind === 'key')
    return grantees.includes('key') && principal.permissions?.includes(permission) !== false;
  const member = memberOf(principal);
  if (!member) return grantees.includes('public') || grantees.includes('token');
  if (grantees.includes(member.role)) return true;
  const isTheirs = concern === null || concern.memberIds?.includes(member.id) === true;
  return member.role === 'member' && isTheirs && grantees.includes('self');
}

/** Whether people of the role have the permission over everything of their organization. */
export const isGrantedToRole = (role: Role, permission: Permission): boolean =>
  (permissions[permission] as readonly string[]).includes(role);

/** As which member somebody acts: whoever keeps the hours of one in another product has no more than the least role. */
function memberOf(principal: MemberPrincipal | EmbedPrincipal): { id: string; role: Role } | null {
  if (principal.kind === 'member') return principal;
  return principal.as === 'host' ? { id: principal.memberId, role: 'member' } : null;
}

/**
 * Of a list, the member whose own alone the principal may see; null where it may see all. Who may see nothing has not come
 * so far.
 */
export const whoseOwn = (principal: Insider | EmbeddedHost, permission: Permission): string | null => {
  if (may(principal, permission, principal)) return null;
  return principal.kind === 'embed' ? principal.memberId : principal.id;
};
