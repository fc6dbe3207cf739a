import type { Access, GuardedOperation } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import { ApiError, notSignedIn, unauthorized } from '../lib/api-error.ts';
import { may } from '../lib/may.ts';
import { anyone, type Caller, type Insider, isInsider, type MemberPrincipal } from '../lib/principal.ts';
import type { Authentication, Authenticator } from './authenticators/authenticator.ts';
import { byKey } from './authenticators/key.ts';
import { bySession } from './authenticators/session.ts';
import { byToken } from './authenticators/token.ts';

/** Who comes to operations of an access: to those for keys nobody without an organization. */
export type CallerOf<A extends Access> = A extends 'open'
  ? undefined
  : A extends 'session'
    ? MemberPrincipal
    : A extends 'key'
      ? Insider
      : Caller;

/** Every way to come, the first that a request takes counts. */
const ways: readonly Authenticator[] = [byKey, bySession, byToken];

/**
 * Who makes the request, and may. Throws `unauthorized` and `rate_limit_exceeded` as the authenticators do,
 * `unauthorized` without a credential where one is needed, and `forbidden` without the operation's permission.
 * Outsiders have theirs by the operation's access; where a token is needed, the thing itself refuses them.
 */
export async function authenticate(
  request: FastifyRequest,
  operation: GuardedOperation,
  authentication: Authentication,
): Promise<Caller> {
  for (const way of ways) {
    const caller = await way(request, operation, authentication);
    if (caller) return permitted(caller, operation);
  }
  return permitted(anyone, operation);
}

function permitted(caller: Caller, { access, permission }: GuardedOperation): Caller {
  if (!isInsider(caller)) {
    if (access === 'key') throw unauthorized();
    if (access === 'session') throw notSignedIn();
  } else if (!may(caller, permission, null)) throw new ApiError('forbidden');
  return caller;
}
