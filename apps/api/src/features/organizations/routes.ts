import { operations } from '@astrocal/contract';
import type { Deps } from '../../deps.ts';
import type { Mount } from '../../http/wire.ts';
import { ApiError } from '../../lib/api-error.ts';
import { isTestKey } from '../../lib/principal.ts';
import { changeOrganization, withLogo } from './change-organization.ts';
import { presentOrganization } from './present.ts';
import { findOrganization } from './store.ts';

export function mountOrganizations(mount: Mount, deps: Deps): void {
  mount(operations.getOrganization, async ({ principal: { organizationId } }) => ({
    status: 200,
    body: presentOrganization(await findOrganization(deps.database.db, organizationId)),
  }));

  mount(operations.updateOrganization, async ({ principal, body, transact }) => {
    if (isTestKey(principal))
      throw new ApiError('forbidden', 'A test key can’t change the organization. Use a live key for that.');
    const { organizationId } = principal;
    const change = await withLogo(deps, organizationId, body);
    return transact(async (tx) => ({
      status: 200,
      body: presentOrganization(await changeOrganization(deps, tx, organizationId, change)),
    }));
  });
}
