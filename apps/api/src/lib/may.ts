import { type Permission, permissions } from '@astrocal/contract';
import { isInsider, type Owner, type Principal } from './principal.ts';

/**
 * Whether the principal may do this to what the owner has; null: to what it will turn out to be about, which whoever
 * looks that up has still to ask. The lines of the table are the contract's.
 */
export function may(principal: Principal, permission: Permission, owner: Owner | null): boolean {
  if (principal.kind === 'system') return true;
  const grantees: readonly string[] = permissions[permission];
  if (!isInsider(principal)) return grantees.includes(principal.kind);
  const { role, organizationId, isTest } = principal;
  const isOwn = owner === null || (organizationId === owner.organizationId && isTest === owner.isTest);
  return isOwn && grantees.includes(role);
}
