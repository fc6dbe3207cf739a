import type { Insertable } from 'kysely';
import { lotsOf } from '../lib/lots.ts';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

/** Tables whose rows have ids. Where reactions make them, which may run twice, a unique index knows which are there. */
type Table = {
  [Name in keyof Schema]: Schema[Name] extends { id: string } ? Name : never;
}[keyof Schema];

/** Inserts those rows that are not there already, by the unique indexes of their table; returns the ids of these. */
export async function insertMissing<Name extends Table>(
  tx: Tx,
  table: Name,
  rows: readonly Insertable<Schema[Name]>[],
): Promise<Set<string>> {
  const ids = new Set<string>();
  for (const lot of lotsOf(rows)) {
    const insert = tx.insertInto<Table>(table).values([...lot] as never);
    const inserted = await insert
      .onConflict((conflict) => conflict.doNothing())
      .returning('id')
      .execute();
    for (const { id } of inserted) ids.add(id);
  }
  return ids;
}
