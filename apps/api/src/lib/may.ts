import { type Permission, permissions } from '@astrocal/contract';
import { type Concern, type Insider, isInsider, type Principal } from './principal.ts';

/**
 * Whether the principal may do this to what it concerns; null: to what it will turn out to be about, which whoever looks
 * that up has still to ask. The lines of the table are the contract's.
 */
export function may(principal: Principal, permission: Permission, concern: Concern | null): boolean {
  if (principal.kind === 'system') return true;
  const grantees: readonly string[] = permissions[permission];
  if (!isInsider(principal)) return grantees.includes(principal.kind);
  const { organizationId, isTest } = principal;
  if (concern && (organizationId !== concern.organizationId || isTest !== concern.isTest)) return false;
  if (principal.kind === 'key')
    return grantees.includes('key') && principal.permissions?.includes(permission) !== false;
  const { id, role } = principal;
  if (grantees.includes(role)) return true;
  const isTheirs = concern === null || concern.memberIds?.includes(id) === true;
  return role === 'member' && isTheirs && grantees.includes('self');
}

/**
 * Of a list, the member whose own alone the principal may see; null where it may see all. Who may see nothing has not come
 * so far.
 */
export const whoseOwn = (principal: Insider, permission: Permission): string | null =>
  may(principal, permission, principal) ? null : principal.id;
