import type { Operation } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import type { Actor, KeyActor } from '../lib/actor.ts';
import { unauthorized, unauthorizedWithoutToken, unknownKey } from '../lib/api-error.ts';
import type { FailureGuard } from './failure-guard.ts';

/** What authentication asks: who holds a key, and whether its caller may still guess. */
export interface Authentication {
  readonly findKeyActor: FindKeyActor;
  readonly guard: FailureGuard;
}

/** Finds the holder of a key; null when it is unknown or revoked. */
export type FindKeyActor = (key: string) => Promise<KeyActor | null>;

const bearer = /^Bearer +(\S+) *$/i;

/** The key or token that a request carries; undefined where it carries none, or something else. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  bearer.exec(headers.authorization ?? '')?.[1];

/** The scheme alone names no key: tools that try an API out send it so while its field is empty. */
const carriesKey = ({ headers: { authorization } }: FastifyRequest): boolean =>
  authorization !== undefined && !/^Bearer\s*$/i.test(authorization);

/**
 * Who makes the request. A key that is present but bad is refused on every operation, so that a typo in a key
 * never looks like a public call (docs/authentication.md). Throws `unauthorized`, and `rate_limit_exceeded` where too many were.
 */
export async function authenticate(
  request: FastifyRequest,
  operation: Pick<Operation, 'access'>,
  { findKeyActor, guard }: Authentication,
): Promise<Actor> {
  const refusal = operation.access === 'token' ? unauthorizedWithoutToken : unauthorized;
  if (!carriesKey(request)) {
    if (operation.access === 'key') throw refusal();
    return { kind: 'public' };
  }
  const key = bearerOf(request);
  guard.admit(request, key);
  const actor = key === undefined ? null : await findKeyActor(key);
  if (!actor) throw await guard.failed(request, key === undefined ? refusal() : unknownKey());
  return actor;
}
