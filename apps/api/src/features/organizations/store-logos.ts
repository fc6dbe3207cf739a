import type { Kysely } from 'kysely';
import type { Tx } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { Logo } from './fetch-logo.ts';

/** The picture of an organization; undefined where there is none. */
export const findLogo = (
  db: Kysely<Schema>,
  organizationId: string,
): Promise<{ type: string; content: Uint8Array; version: string | null } | undefined> =>
  db
    .selectFrom('organization_logos as l')
    .innerJoin('organizations as o', 'o.id', 'l.organization_id')
    .select(['l.type', 'l.content', 'o.logo_version as version'])
    .where('l.organization_id', '=', organizationId)
    .where('o.id', '=', organizationId)
    .executeTakeFirst();

/** Keeps a picture in place of the one before; null: there is none any more. */
export async function replaceLogo(
  tx: Tx,
  organization_id: string,
  { logo, now }: { logo: Logo | null; now: Date },
): Promise<void> {
  await tx.deleteFrom('organization_logos').where('organization_id', '=', organization_id).execute();
  if (logo === null) return;
  const { type, content } = logo;
  await tx
    .insertInto('organization_logos')
    .values({ organization_id, type, content, created_at: now })
    .execute();
}
