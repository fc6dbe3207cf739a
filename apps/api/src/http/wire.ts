import type { Operation } from '@astrocal/contract';
import type { Static, TSchema } from 'typebox';
import type { Tx } from '../db/database.ts';
import type { Visit } from '../lib/visit.ts';
import type { CallerOf } from './authenticate.ts';
import type { CookieChange } from './session-cookie.ts';

type Part<O, K extends string> =
  O extends Readonly<Record<K, infer S extends TSchema>> ? Static<S> : undefined;

/** The answers that an operation's contract allows: a status with its body. */
export type Answer<O extends Operation> = {
  [S in keyof O['answers']]: O['answers'][S] extends { body: infer B extends TSchema }
    ? { status: S; body: Static<B> } & ChangedCookie<O>
    : { status: S } & ChangedCookie<O>;
}[keyof O['answers']];

/** What an answer that signs a browser in or out does to its cookie. */
type ChangedCookie<O extends Operation> = O extends { changesCookie: true }
  ? { cookie?: CookieChange }
  : unknown;

/** An answer that is text already: a replayed one, or the slot list that the engine writes itself. */
export interface WireAnswer {
  readonly status: number;
  /** JSON, or null where the answer has no body. */
  readonly text: string | null;
  readonly replayed?: true;
}

/**
 * Runs the one transaction of a request that changes something. With an Idempotency-Key the key's row is
 * taken first and the answer stored last, both in that transaction; a copy gets the stored answer instead.
 */
export type Transact<O extends Operation> = <R extends Answer<O>>(
  work: (tx: Tx) => Promise<R>,
) => Promise<R | WireAnswer>;

/** What a handler gets: the validated parts of the request and who makes it. */
export interface Input<O extends Operation> {
  readonly params: Part<O, 'params'>;
  readonly query: Part<O, 'query'>;
  readonly body: Part<O, 'body'>;
  readonly principal: CallerOf<O>;
  readonly visit: Visit;
  readonly transact: Transact<O>;
}

export type Handler<O extends Operation, R> = (input: Input<O>) => Promise<R>;

/** Serves an operation of the contract. Wrong statuses, bodies and parameters are type errors. */
export type Mount = <const O extends Operation, const R extends Answer<O> | WireAnswer>(
  operation: O,
  handler: Handler<O, R>,
) => void;
