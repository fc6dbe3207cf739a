import { CompiledQuery, type Insertable } from 'kysely';
import type { Schema } from './schema.ts';
import type { Statement } from './transactions.ts';

const textOf = new Map<string, string>();

/** Longer lists have any length, and the text of each would be kept for ever. */
const mostKeptRows = 10;

/**
 * The statement that inserts rows, all with the same columns, for the tables that every booking writes to: Kysely
 * builds a statement anew each time, which takes longer than everything else about it.
 */
export function insertRows<Table extends keyof Schema>(
  table: Table,
  ...rows: readonly Insertable<Schema[Table]>[]
): Statement {
  const columns = Object.keys(rows[0] ?? {});
  const shape = `${table} ${rows.length} ${columns.join()}`;
  const text = textOf.get(shape) ?? insertText(table, columns, rows.length);
  if (rows.length <= mostKeptRows) textOf.set(shape, text);
  const query = CompiledQuery.raw(text, rows.flatMap(Object.values));
  return { compile: () => query };
}

function insertText(table: string, columns: readonly string[], rows: number): string {
  const row = (index: number) =>
    columns.map((_, column) => `$${index * columns.length + column + 1}`).join(', ');
  const tuples = Array.from({ length: rows }, (_, index) => `(${row(index)})`);
  return `insert into ${table} (${columns.join(', ')}) values ${tuples.join(', ')}`;
}
