import type { FastifyRequest } from 'fastify';
import { unauthorized, unauthorizedWithoutToken, unknownKey } from '../../lib/api-error.ts';
import type { Authenticator } from './authenticator.ts';

const bearer = /^Bearer +(\S+) *$/i;

/** The key, or other secret, that a request carries as bearer; undefined where it carries none. */
export const bearerOf = ({ headers }: FastifyRequest): string | undefined =>
  bearer.exec(headers.authorization ?? '')?.[1];

/** The scheme alone names no key: tools that try an API out send it so while its field is empty. */
export const carriesKey = ({ headers: { authorization } }: FastifyRequest): boolean =>
  authorization !== undefined && !/^Bearer\s*$/i.test(authorization);

/**
 * By an API key. One that is present but bad is refused on every operation, so that a typo in a key never looks like
 * a public call (docs/authentication.md).
 */
export const byKey: Authenticator = async (request, { access }, { findKeyHolder, guard }) => {
  if (!carriesKey(request)) return null;
  const key = bearerOf(request);
  guard.admit(request, key);
  const holder = key === undefined ? null : await findKeyHolder(key);
  if (holder) return holder;
  const noKey = access === 'token' ? unauthorizedWithoutToken : unauthorized;
  throw await guard.failed(request, key === undefined ? noKey() : unknownKey());
};
