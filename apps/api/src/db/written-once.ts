import { CompiledQuery, type Kysely, type RawBuilder } from 'kysely';
import type { Schema } from './schema.ts';

/**
 * A query whose text is the same for all values: it is written with the first ones that come, and kept. For what every
 * request reads, since Kysely builds a statement anew each time. `write` puts the values into the statement as they are and
 * looks at none of them; one that stands there several times is sent once.
 */
export function writtenOnce<Values extends Readonly<Record<string, unknown>>, Row>(
  write: (values: Values) => RawBuilder<Row>,
): (db: Kysely<Schema>, values: Values) => Promise<readonly Row[]> {
  let written: { readonly text: string; readonly names: readonly string[] } | undefined;
  return async (db, values) => {
    written ??= writeFor(
      db,
      Object.keys(values),
      write as (values: Readonly<Record<string, Name>>) => RawBuilder<Row>,
    );
    const parameters = written.names.map((name) => values[name]);
    return (await db.executeQuery<Row>(CompiledQuery.raw(written.text, parameters))).rows;
  };
}

/** Stands for a value while the text is written. */
class Name {
  readonly name: string;
  constructor(name: string) {
    this.name = name;
  }
}

function writeFor<Row>(
  db: Kysely<Schema>,
  names: readonly string[],
  write: (values: Readonly<Record<string, Name>>) => RawBuilder<Row>,
) {
  const { sql, parameters } = write(Object.fromEntries(names.map((name) => [name, new Name(name)]))).compile(
    db,
  );
  const order = parameters.map((each) => (each as Name).name);
  const used = [...new Set(order)];
  const text = sql.replace(
    /\$(\d+)/g,
    (_, number) => `$${used.indexOf(order[Number(number) - 1] ?? '') + 1}`,
  );
  return { text, names: used };
}
