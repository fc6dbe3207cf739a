import type { Operation } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import type { Actor, KeyActor } from '../lib/actor.ts';
import { unauthorized, unauthorizedWithoutToken, unknownKey } from '../lib/api-error.ts';

/** Finds the holder of a key; null when it is unknown or revoked. */
export type FindKeyActor = (key: string) => Promise<KeyActor | null>;

const bearer = /^Bearer +(\S+) *$/i;

/** The key or token that a request carries; undefined where it carries none, or something else. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  bearer.exec(headers.authorization ?? '')?.[1];

/**
 * Who makes the request. A key that is present but bad is refused on every operation, so that a typo in a key
 * never looks like a public call (docs/authentication.md). Throws `unauthorized`.
 */
export async function authenticate(
  request: FastifyRequest,
  operation: Pick<Operation, 'access'>,
  findKeyActor: FindKeyActor,
): Promise<Actor> {
  const header = request.headers.authorization;
  const refusal = operation.access === 'token' ? unauthorizedWithoutToken : unauthorized;
  if (header === undefined) {
    if (operation.access === 'key') throw refusal();
    return { kind: 'public' };
  }
  const key = bearerOf(request);
  if (key === undefined) throw refusal();
  const actor = await findKeyActor(key);
  if (!actor) throw unknownKey();
  return actor;
}
