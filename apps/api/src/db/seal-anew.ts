import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { KeyName, Keyring } from '../lib/crypto.ts';
import type { Database } from './database.ts';
import { everywhere } from './everywhere.ts';
import type { Schema } from './schema.ts';
import type { HashedColumn, SealedColumn, SealedRow } from './sealed-column.ts';
import { send } from './transactions.ts';

/** Rows that one statement looks at: over long before it would be timed out, however many there are. */
const step = 2_000;

/** What a secret key has sealed in a column, in lots. */
interface Search {
  readonly sealed: SealedColumn;
  readonly by: KeyName;
}

/** Keys are texts, and the mode. */
type Found<Value> = Readonly<Record<string, string | boolean>> & { readonly value: Value | null };

/** How many values of a column a secret key has sealed. */
export async function countSealed(db: Kysely<Schema>, search: Search): Promise<number> {
  let count = 0;
  for await (const lot of lots<boolean>(db, search, sql`true`)) count += lot.length;
  return count;
}

/**
 * Seals by the current key of the keyring what another one has sealed in a column, each organization's in transactions of
 * its own. A value that somebody else changes meanwhile stays as they leave it. Tells after each lot how many it changed.
 */
export async function* sealAnew(
  { database, keyring }: { database: Database; keyring: Keyring },
  { sealed, by }: Search,
): AsyncGenerator<number> {
  for await (const lot of lots<Uint8Array>(database.db, { sealed, by }, sql.ref(sealed.column)))
    for (const rows of Map.groupBy(lot, ({ organization_id }) => organization_id).values()) {
      await database.inTransaction(async (tx) => {
        for (const row of rows) send(tx, replacing(keyring, sealed, row));
      });
      yield rows.length;
    }
}

function replacing(keyring: Keyring, sealed: SealedColumn, row: Found<Uint8Array>): RawBuilder<unknown> {
  const context = sealed.contextOf(row as SealedRow);
  const before = row.value as Uint8Array;
  const after = keyring.seal(keyring.open(before, context), context);
  const names = [...new Set([...(sealed.isOfNobody ? [] : ['organization_id']), ...sealed.key])];
  const isRow = sql.join(
    names.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
    sql` and `,
  );
  const column = sql.ref(sealed.column);
  return sql`update ${sql.table(sealed.table)} set ${column} = ${after} where ${isRow} and ${column} = ${before}`;
}

/** Goes through a table by its primary key, and gives what is sealed by the key. */
async function* lots<Value>(
  db: Kysely<Schema>,
  { sealed: { table, column, key, isOfNobody }, by }: Search,
  value: RawBuilder<unknown>,
): AsyncGenerator<Found<Value>[]> {
  const names = [...new Set([...key, ...(isOfNobody ? [] : ['organization_id'])])];
  let after: (string | boolean)[] | null = null;
  for (;;) {
    const begins: RawBuilder<unknown> = after ? sql`(${refs(key)}) > (${sql.join(after)})` : sql`true`;
    const { rows } = await sql<Found<Value>>`
      select ${sql.raw(everywhere)} ${refs(names)},
        case when get_byte(${sql.ref(column)}, 1) = ${sql.lit(by.id)} then ${value} end as value
      from ${sql.table(table)} where ${begins} order by ${refs(key)} limit ${sql.lit(step)}`.execute(db);
    // Where organizations are spread, each place answers so many: those that are surely next are the first of them all.
    const next = rows.sort((one, other) => compareKeys(key, one, other)).slice(0, step);
    yield next.filter((row) => row.value !== null);
    const last = next.at(-1);
    if (next.length < step || !last) return;
    after = key.map((name) => last[name] as string | boolean);
  }
}

const refs = (names: readonly string[]) => sql.join(names.map((name) => sql.ref(name)));

const bytesOf = (value: string | boolean | undefined) => Buffer.from(String(value));

/** As the collation "C" has them, and false before true. */
function compareKeys<Row extends Found<unknown>>(key: readonly string[], one: Row, other: Row): number {
  for (const name of key) {
    const order = Buffer.compare(bytesOf(one[name]), bytesOf(other[name]));
    if (order !== 0) return order;
  }
  return 0;
}

/** How many hashes of a column another key than this one has made, of those by which somebody may still come. */
export async function countHashedByOthers(
  db: Kysely<Schema>,
  { table, inUse }: HashedColumn,
  { id }: KeyName,
): Promise<number> {
  const { rows } = await sql<{ count: string }>`
    select ${sql.raw(everywhere)} count(*) as count from ${sql.table(table)}
    where ${sql.raw(inUse)} and hashed_by is distinct from ${sql.lit(id)}`.execute(db);
  return rows.reduce((sum, { count }) => sum + Number(count), 0);
}
