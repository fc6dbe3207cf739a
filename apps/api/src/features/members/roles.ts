import { type Role, roles } from '@astrocal/contract';
import type { Insider } from '../../lib/principal.ts';

/** Up to which role a key takes part in who is a member. */
const reachOfKeys: Role = 'member';

/** Whether people of a role may add, remove and change those of another: none above their own (docs/accounts.md). */
export const roleReaches = (own: Role, role: Role): boolean => roles.indexOf(role) >= roles.indexOf(own);

/** Whether the caller may add, remove and change people of the role. */
export const reachesRole = (caller: Insider, role: Role): boolean =>
  roleReaches(caller.kind === 'key' ? reachOfKeys : caller.role, role);
