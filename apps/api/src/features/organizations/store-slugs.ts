import { type Kysely, sql } from 'kysely';
import type { Tx } from '../../db/database.ts';
import { everywhere } from '../../db/everywhere.ts';
import { leaveDirectory } from '../../db/organization-directory.ts';
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

/** The organization has the slug again, or nobody has it any more. */
export async function deleteFormerSlug(
  db: Kysely<Schema>,
  { organization_id, slug }: Pick<FormerSlugTable, 'organization_id' | 'slug'>,
): Promise<void> {
  await db
    .deleteFrom('former_slugs')
    .where('organization_id', '=', organization_id)
    .where('slug', '=', slug)
    .execute();
}

/** Gives those free that were given up so many days ago, by the clock of the database. */
export async function freeFormerSlugs(db: Kysely<Schema>, days: number): Promise<void> {
  const { rows } = await sql<FormerSlugTable>`
    select ${sql.raw(everywhere)} organization_id, slug, created_at from former_slugs
    where created_at < now() - ${days} * interval '1 day' order by created_at limit 1000`.execute(db);
  for (const row of rows) {
    await leaveDirectory(db, row.organization_id, { kind: 'organization_slug', name: row.slug });
    await deleteFormerSlug(db, row);
  }
}
