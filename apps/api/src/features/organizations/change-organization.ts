import type { OrganizationUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { claimInDirectory } from '../../db/organization-directory.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { cleanChanges } from './rules.ts';
import { lockOrganization, type OrganizationRow, updateOrganization } from './store.ts';
import { deleteFormerSlug, insertFormerSlug } from './store-slugs.ts';

/**
 * Changes an organization. A slug that it gives up leads to it for 90 days, and is nobody else's as long.
 * Throws `validation_error`, `conflict` when the slug is taken.
 */
export async function changeOrganization(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  organizationId: string,
  body: Static<typeof OrganizationUpdate>,
): Promise<OrganizationRow> {
  const changes = cleanChanges(body);
  const current = await lockOrganization(tx, organizationId);
  if (Object.keys(changes).length === 0) return current;
  const now = new Date(clock.now());
  if (changes.slug !== undefined && changes.slug !== current.slug)
    await exchangeSlug(tx, current, { slug: changes.slug, now });
  return updateOrganization(tx, organizationId, { ...changes, updated_at: now });
}

async function exchangeSlug(
  tx: Tx,
  { id, slug: former }: OrganizationRow,
  { slug, now }: { slug: string; now: Date },
): Promise<void> {
  if (!(await claimInDirectory(tx, id, { kind: 'organization_slug', name: slug })))
    throw new ApiError('conflict', 'Another organization has this slug.');
  await deleteFormerSlug(tx, { organization_id: id, slug });
  await insertFormerSlug(tx, { organization_id: id, slug: former, created_at: now });
}
