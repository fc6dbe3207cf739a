import { CompiledQuery, type Insertable } from 'kysely';
import { gather } from '../lib/gather.ts';
import { lotsOf } from '../lib/lots.ts';
import type { Tx } from './database.ts';
import type { Schema } from './schema.ts';

interface OwnRow {
  readonly organization_id: string;
  readonly id: string;
}

/** Tables of organizations, whose rows have ids. Where reactions make them, which may run twice, a unique index knows which are there. */
type Table = {
  [Name in keyof Schema]: Schema[Name] extends OwnRow ? Name : never;
}[keyof Schema];

interface Rows {
  readonly table: Table;
  readonly rows: readonly OwnRow[];
}

/**
 * Inserts those rows, all with the same columns, that are not there already, by the unique indexes of their table; returns
 * the ids of these, with those of whatever is inserted into the table by `tx` in the same turn.
 */
export const insertMissing = <Name extends Table>(
  tx: Tx,
  table: Name,
  rows: readonly Insertable<Schema[Name]>[],
): Promise<Set<string>> => insertAll(tx, [{ table, rows: rows as unknown as readonly OwnRow[] }]);

const insertAll = gather(async (tx: Tx, given: readonly Rows[]): Promise<Set<string>> => {
  const ids = new Set<string>();
  for (const [table, ofTable] of Map.groupBy(given, (each) => each.table))
    for (const lot of lotsOf(ofTable.flatMap(({ rows }) => rows))) {
      const organizationIds = [...new Set(lot.map((row) => row.organization_id))];
      const insert = CompiledQuery.raw(insertText(table, Object.keys(lot[0] ?? {})), [
        JSON.stringify(lot, asText),
        organizationIds,
      ]);
      for (const { id } of (await tx.executeQuery<{ id: string }>(insert)).rows) ids.add(id);
    }
  return ids;
});

/** One text however many rows there are, so that it is prepared once. */
function insertText(table: string, columns: readonly string[]): string {
  const names = columns.map((name) => `"${name}"`).join(', ');
  return `insert into "${table}" (${names})
    select ${names} from json_populate_recordset(null::"${table}", $1::json)
    where organization_id = any($2::text[])
    on conflict do nothing returning id`;
}

/** Bytes as the database writes them; a Buffer has made something else of itself by then. */
function asText(this: Record<string, unknown>, key: string, value: unknown): unknown {
  const given = this[key];
  return given instanceof Uint8Array ? `\\x${Buffer.from(given).toString('hex')}` : value;
}
