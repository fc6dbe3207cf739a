import type { GuardedOperation, Operation } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import { ApiError, notSignedIn, unauthorized } from '../lib/api-error.ts';
import { may } from '../lib/may.ts';
import {
  anyone,
  type Caller,
  type EmbedPrincipal,
  type Insider,
  isInsider,
  type MemberPrincipal,
} from '../lib/principal.ts';
import type { Authentication, Authenticator } from './authenticators/authenticator.ts';
import { byEmbedSession } from './authenticators/embed-session.ts';
import { byKey } from './authenticators/key.ts';
import { bySession } from './authenticators/session.ts';
import { byToken } from './authenticators/token.ts';

/** Who comes to an operation: to those for keys nobody without an organization. */
export type CallerOf<O extends Pick<Operation, 'access'>> = O['access'] extends 'open'
  ? undefined
  : O['access'] extends 'session'
    ? MemberPrincipal
    : O['access'] extends 'key'
      ? Insider | EmbeddedOf<O>
      : Caller;

/** The embedded sessions that come to an operation. */
type EmbeddedOf<O> = O extends { embed: readonly (infer K)[] } ? Extract<EmbedPrincipal, { as: K }> : never;

/** Every way to come, the first that a request takes counts. */
const ways: readonly Authenticator[] = [byEmbedSession, byKey, bySession, byToken];

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

function permitted(caller: Caller, operation: GuardedOperation): Caller {
  const { access, permission } = operation;
  if (caller.kind === 'embed') {
    if (!isFor(caller, operation)) throw new ApiError('forbidden');
  } else if (!isInsider(caller)) {
    if (access === 'key') throw unauthorized();
    if (access === 'session') throw notSignedIn();
  } else if (!may(caller, permission, null)) throw new ApiError('forbidden');
  return caller;
}

/** Whether an embedded session comes to the operation at all; what it is about there, the operation judges. */
const isFor = (caller: EmbedPrincipal, { embed = [], method }: GuardedOperation): boolean =>
  embed.includes(caller.as) && !(caller.as === 'host' && caller.isReadOnly && method !== 'GET');
