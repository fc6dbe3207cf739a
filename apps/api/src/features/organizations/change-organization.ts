import type { OrganizationUpdate } from '@astrocal/contract';
import type { Static } from 'typebox';
import type { Tx } from '../../db/database.ts';
import { claimInDirectory } from '../../db/organization-directory.ts';
import type { Deps } from '../../deps.ts';
import { ApiError } from '../../lib/api-error.ts';
import { fetchLogo, type Logo } from './fetch-logo.ts';
import { cleanChanges } from './rules.ts';
import { findOrganization, lockOrganization, type OrganizationRow, updateOrganization } from './store.ts';
import { replaceLogo } from './store-logos.ts';
import { deleteFormerSlug, insertFormerSlug } from './store-slugs.ts';

/** What is to be changed, with the picture at its `logo_url` where that is another one; null: none any more. */
export type OrganizationChange = Static<typeof OrganizationUpdate> & {
  readonly logo?: Logo | null | undefined;
};

/**
 * The change with the picture that it needs, which is fetched where the organization has not got it: outside of any
 * transaction, since another server answers when it will. Throws `validation_error`.
 */
export async function withLogo(
  deps: Pick<Deps, 'database' | 'outbound'>,
  organizationId: string,
  body: Static<typeof OrganizationUpdate>,
): Promise<OrganizationChange> {
  const { logo_url: url } = cleanChanges(body);
  if (url === undefined) return body;
  if (url === null) return { ...body, logo: null };
  const current = await findOrganization(deps.database.db, organizationId);
  if (current.logo_url === url && current.logo_version !== null) return body;
  return { ...body, logo: await fetchLogo(deps, url) };
}

/**
 * Changes an organization. A slug that it gives up leads to it for 90 days, and is nobody else's as long.
 * Throws `validation_error`, `conflict` when the slug is taken.
 */
export async function changeOrganization(
  { clock }: Pick<Deps, 'clock'>,
  tx: Tx,
  organizationId: string,
  { logo, ...body }: OrganizationChange,
): Promise<OrganizationRow> {
  const changes = cleanChanges(body);
  const current = await lockOrganization(tx, organizationId);
  if (Object.keys(changes).length === 0) return current;
  const now = new Date(clock.now());
  if (changes.slug !== undefined && changes.slug !== current.slug)
    await exchangeSlug(tx, current, { slug: changes.slug, now });
  if (logo !== undefined) await replaceLogo(tx, organizationId, { logo, now });
  return updateOrganization(tx, organizationId, {
    ...changes,
    ...(logo !== undefined && { logo_version: logo === null ? null : logo.version }),
    updated_at: now,
  });
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
