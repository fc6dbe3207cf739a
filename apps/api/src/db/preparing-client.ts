import type { Writable } from 'node:stream';
import pg from 'pg';
import { isPlannedForItsValues, withValues } from './planned-for-values.ts';
import { isSilence, isStalePlan } from './sqlstate.ts';
import { createStatementNames } from './statement-names.ts';
import { refuseTooManyValues } from './value-limit.ts';

const names = createStatementNames();

/** A client that writes what one turn asks at once, and leaves a server that went silent. It prepares nothing. */
export class TogetherClient extends pg.Client {
  // The signature of pg has a dozen overloads; Kysely uses (text, values), and everything else passes through.
  override query(...args: [unknown, unknown?, unknown?]): never {
    const [text, values, ...rest] = args;
    if (Array.isArray(values)) refuseTooManyValues(values);
    this.#sendTogether();
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0 && rest.length === 0) {
      if (isPlannedForItsValues(text)) return this.query(withValues(text, values));
      const name = this.nameOf(text);
      if (name !== undefined) return this.#queryPrepared({ name, text, values }) as never;
    }
    const answer: unknown = super.query(...(args as unknown as Parameters<pg.Client['query']>));
    return (answer instanceof Promise ? this.#leaveSilence(answer) : answer) as never;
  }

  /** The name under which `text` is prepared, or undefined where it is not. */
  protected nameOf(_text: string): string | undefined {
    return undefined;
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
      names.renew(query.text, query.name);
      if (this.getTransactionStatus() !== 'I') throw error;
      return this.query(query.text, query.values);
    }
  }
}

/**
 * A client that prepares every statement with parameters, so that a connection plans each text once: planning the
 * read of a snapshot took five times as long as running it.
 *
 * A column that another process's migration adds makes prepared statements that return it fail for ever. Then all
 * are prepared anew; who failed inside a transaction runs it again.
 */
export class PreparingClient extends TogetherClient {
  protected override nameOf(text: string): string | undefined {
    return names.of(text);
  }
}
