import type { Writable } from 'node:stream';
import pg from 'pg';
import { isPlannedForItsValues, withValues } from './planned-for-values.ts';
import { isSilence, isStalePlan } from './sqlstate.ts';
import { createStatementNames } from './statement-names.ts';
import { refuseTooManyValues } from './value-limit.ts';

const names = createStatementNames();

/** Statements that were asked in one turn. */
interface Turn {
  readonly asked: Promise<unknown>[];
  /** Resolves when all of them are answered. */
  readonly answered: Promise<unknown>;
}

/**
 * A client that writes what one turn asks at once, and gives the answers at once: whoever waits for them goes on in one
 * turn again, so that their next statements travel together, too. It leaves a server that went silent, and prepares nothing.
 */
export class TogetherClient extends pg.Client {
  #turn: Turn | undefined;

  // The signature of pg has a dozen overloads; Kysely uses (text, values), and everything else passes through.
  override query(...args: [unknown, unknown?, unknown?]): never {
    const [text, values, ...rest] = args;
    if (Array.isArray(values)) refuseTooManyValues(values);
    const turn = this.#beginTurn();
    if (typeof text === 'string' && Array.isArray(values) && values.length > 0 && rest.length === 0) {
      if (isPlannedForItsValues(text)) return this.query(withValues(text, values));
      const name = this.nameOf(text);
      if (name !== undefined) return answeredIn(turn, this.#queryPrepared({ name, text, values })) as never;
    }
    const answer: unknown = super.query(...(args as unknown as Parameters<pg.Client['query']>));
    return (answer instanceof Promise ? answeredIn(turn, this.#leaveSilence(answer)) : answer) as never;
  }

  /** The name under which `text` is prepared, or undefined where it is not. */
  protected nameOf(_text: string): string | undefined {
    return undefined;
  }

  /** One write for all statements of one turn: a write costs more than what most of them say. */
  #beginTurn(): Turn {
    if (this.#turn) return this.#turn;
    const { stream } = (this as unknown as { connection: { stream: Writable } }).connection;
    const { promise: answered, resolve } = Promise.withResolvers<unknown>();
    const turn = { asked: [], answered };
    this.#turn = turn;
    stream.cork();
    process.nextTick(() => {
      this.#turn = undefined;
      stream.uncork();
      resolve(Promise.allSettled(turn.asked));
    });
    return turn;
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

/** The answer, when all of the turn are there. */
async function answeredIn<T>({ asked, answered }: Turn, answer: Promise<T>): Promise<T> {
  asked.push(answer);
  try {
    return await answer;
  } finally {
    await answered;
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
