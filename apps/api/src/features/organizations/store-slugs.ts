import { type Kysely, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { everywhere } from '../../db/everywhere.ts';
import type { FormerSlugTable, Schema } from '../../db/schema.ts';

/** Keeps a slug that the organization gives up. */
export async function insertFormerSlug(tx: Tx, row: FormerSlugTable): Promise<void> {
  await tx
    .insertInto('former_slugs')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['organization_id', 'slug']).doUpdateSet({ created_at: row.created_at }),
    )
    .execute();
}

/** Of one organization, by its slug. */
export type FormerSlugKey = Pick<FormerSlugTable, 'organization_id' | 'slug'>;

/** The organization has the slug again. */
export async function deleteFormerSlug(tx: Tx, { organization_id, slug }: FormerSlugKey): Promise<void> {
  await tx
    .deleteFrom('former_slugs')
    .where('organization_id', '=', organization_id)
    .where('slug', '=', slug)
    .execute();
}

const isOlderThan = (days: number) => sql<boolean>`created_at < now() - ${days} * interval '1 day'`;

/** Up to 1,000 that were given up so many days ago, by the clock of the database. */
export async function listSlugsOlderThan(db: Kysely<Schema>, days: number): Promise<FormerSlugKey[]> {
  const { rows } = await sql<FormerSlugKey>`
    select ${sql.raw(everywhere)} organization_id, slug, created_at from former_slugs
    where ${isOlderThan(days)} order by created_at limit 1000`.execute(db);
  return rows;
}

/** The organization keeps it no more; false where it is not there any more, or was given up again since. */
export async function deleteSlugOlderThan(
  tx: Tx,
  { organization_id, slug }: FormerSlugKey,
  days: number,
): Promise<boolean> {
  const { numDeletedRows } = await tx
    .deleteFrom('former_slugs')
    .where('organization_id', '=', organization_id)
    .where('slug', '=', slug)
    .where(isOlderThan(days))
    .executeTakeFirstOrThrow();
  return numDeletedRows === 1n;
}
