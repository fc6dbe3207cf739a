import pg from 'pg';

/** Texts beyond this many are sent plainly: each prepared one takes memory on every connection of the server. */
const maxPrepared = 300;

const nameOf = new Map<string, string>();

/**
 * A client that prepares every statement with parameters, so that a connection plans each text once: planning the
 * read of a snapshot took five times as long as running it. Statements are counted over the whole process, because
 * features write a closed set of texts, but for filters that are put together.
 */
export class PreparingClient extends pg.Client {
  // The signature of pg has a dozen overloads; Kysely uses (text, values), and everything else passes through.
  override query(...args: [unknown, unknown?, unknown?]): never {
    const [text, values, ...rest] = args;
    const name =
      typeof text === 'string' && Array.isArray(values) && values.length > 0 ? prepare(text) : undefined;
    const first = name === undefined ? [text, values] : [{ name, text, values }];
    return super.query(...([...first, ...rest] as Parameters<pg.Client['query']>)) as never;
  }
}

function prepare(text: string): string | undefined {
  const known = nameOf.get(text);
  if (known !== undefined || nameOf.size >= maxPrepared) return known;
  const name = `astrocal_${nameOf.size + 1}`;
  nameOf.set(text, name);
  return name;
}
