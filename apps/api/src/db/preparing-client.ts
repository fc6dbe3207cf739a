import type { Writable } from 'node:stream';
import pg from 'pg';
import { isSilence, isStalePlan } from './sqlstate.ts';
import { refuseTooManyValues } from './value-limit.ts';

/** Texts beyond this many are sent plainly: each prepared one takes memory on every connection of the server. */
const maxPrepared = 300;

/** A text with more values than this is one of many of its kind: an insert of so many rows. They would use up the others' places. */
const maxPreparedValues = 100;

/**
 * Follows the `select` or `delete` of a statement that is sent with its values in it and planned for them. A prepared
 * one is planned once for all values; where they decide how many rows match, that plan read a whole list to find nothing.
 */
export const plannedForItsValues = '/* planned for its values */';

/** Whether the statement carries that mark. */
export const isPlannedForItsValues = (text: string): boolean =>
  text.startsWith(plannedForItsValues, text.indexOf(' ') + 1);

const nameOf = new Map<string, string>();
let namesMade = 0;

/**
 * A client that prepares every statement with parameters, so that a connection plans each text once: planning the
 * read of a snapshot took five times as long as running it. Statements are counted over the whole process, because
 * features write a closed set of texts, but for filters that are put together.
 *
 * A column that another process's migration adds makes prepared statements that return it fail for ever. Then all
 * are prepared anew; who failed inside a transaction runs it again.
 */
export class PreparingClient extends pg.Client {
  // The signature of pg has a dozen overloads; Kysely uses (text, values), and everything else passes through.
  override query(...args: [unknown, unknown?, unknown?]): never {
    const [text, values, ...rest] = args;
    if (Array.isArray(values)) refuseTooManyValues(values);
    this.#sendTogether();
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0 && rest.length === 0) {
      if (isPlannedForItsValues(text)) return this.query(withValues(text, values));
      const name = values.length > maxPreparedValues ? undefined : prepare(text);
      if (name !== undefined) return this.#queryPrepared({ name, text, values }) as never;
    }
    const answer: unknown = super.query(...(args as unknown as Parameters<pg.Client['query']>));
    return (answer instanceof Promise ? this.#leaveSilence(answer) : answer) as never;
  }

  /** One write for all statements of one turn: a write costs more than what most of them say. */
  #sendTogether(): void {
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    if (stream.writableCorked > 0) return;
    stream.cork();
    process.nextTick(() => stream.uncork());
  }

  /** A server that went silent takes its connection along: back in the pool, it kept every next request as long. */
  async #leaveSilence<T>(answer: Promise<T>): Promise<T> {
    try {
      return await answer;
    } catch (error) {
      if (isSilence(error)) this.end(() => undefined);
      throw error;
    }
  }

  async #queryPrepared(query: { name: string; text: string; values: unknown[] }): Promise<pg.QueryResult> {
    try {
      return await this.#leaveSilence(super.query(query));
    } catch (error) {
      if (!isStalePlan(error)) throw error;
      if (nameOf.get(query.text) === query.name) nameOf.clear();
      if (this.getTransactionStatus() !== 'I') throw error;
      return this.query(query.text, query.values);
    }
  }
}

const withValues = (text: string, values: readonly unknown[]): string =>
  text.replace(/\$(\d+)/g, (_, number) => literal(values[Number(number) - 1]));

/** Texts, numbers, booleans and instants are what filters ask for; anything else is a mistake. */
function literal(value: unknown): string {
  if (value === null) return 'null';
  const text = value instanceof Date ? value.toISOString() : value;
  if (typeof text !== 'string' && typeof text !== 'number' && typeof text !== 'boolean')
    throw new TypeError(`A ${typeof value} cannot be written into a statement.`);
  // It would end the statement there.
  if (String(text).includes('\0')) throw new TypeError('A text with NUL cannot be written into a statement.');
  return pg.escapeLiteral(String(text));
}

function prepare(text: string): string | undefined {
  const known = nameOf.get(text);
  if (known !== undefined || nameOf.size >= maxPrepared) return known;
  const name = `astrocal_${++namesMade}`;
  nameOf.set(text, name);
  return name;
}
