import type { Insertable, Kysely, Selectable } from 'kysely';
import type { Tx } from '../../../src/db/database.ts';
import { insertMissing } from '../../../src/db/insert-missing.ts';
import type { Schema } from '../../../src/db/schema.ts';
import type { Owner } from '../../../src/lib/principal.ts';
import type { FarewellTable } from './table.ts';

export type FarewellRow = Selectable<FarewellTable>;

/** Inserts those whose booking has none yet. */
export const insertFarewells = (tx: Tx, rows: readonly Insertable<FarewellTable>[]): Promise<Set<string>> =>
  insertMissing(tx, 'farewells', rows);

/** The newest of one owner. */
export const listFarewells = (
  db: Kysely<Schema>,
  { organizationId, isTest }: Owner,
  limit: number,
): Promise<FarewellRow[]> =>
  db
    .selectFrom('farewells')
    .selectAll()
    .where('organization_id', '=', organizationId)
    .where('is_test', '=', isTest)
    .orderBy('id', 'desc')
    .limit(limit)
    .execute();
