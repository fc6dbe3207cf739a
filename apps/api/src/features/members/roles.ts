import { type Role, roles } from '@astrocal/contract';
import type { Insider } from '../../lib/principal.ts';

/** Up to which role a key takes part in who is a member. */
const reachOfKeys: Role = 'member';

/** Whether the caller may add, remove and change people of the role: none above their own (docs/members.md). */
export const reachesRole = (caller: Insider, role: Role): boolean =>
  roles.indexOf(role) >= roles.indexOf(caller.kind === 'key' ? reachOfKeys : caller.role);
