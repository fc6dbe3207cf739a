import { leaveDirectory } from '../../db/organization-directory.ts';
import type { Deps } from '../../deps.ts';
import { keptSlugDays } from './rules.ts';
import { lockOrganization } from './store.ts';
import { deleteSlugOlderThan, type FormerSlugKey, listSlugsOlderThan } from './store-slugs.ts';

/** Gives slugs free that were given up long enough ago. */
export async function freeFormerSlugs(deps: Pick<Deps, 'database'>): Promise<void> {
  for (const slug of await listSlugsOlderThan(deps.database.db, keptSlugDays)) await freeSlug(deps, slug);
}

/** Under the lock of whoever changes the organization: a slug that it has again by now stays its own. */
export const freeSlug = ({ database }: Pick<Deps, 'database'>, former: FormerSlugKey): Promise<void> =>
  database.inTransaction(async (tx) => {
    const { organization_id, slug } = former;
    await lockOrganization(tx, organization_id);
    if (await deleteSlugOlderThan(tx, former, keptSlugDays))
      await leaveDirectory(tx, organization_id, { kind: 'organization_slug', name: slug });
  });
