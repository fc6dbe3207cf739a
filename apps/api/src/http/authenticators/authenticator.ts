import type { Operation } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import type { Caller, EmbedPrincipal, KeyPrincipal, MemberPrincipal } from '../../lib/principal.ts';
import type { FailureGuard } from '../failure-guard.ts';

/** What authentication asks: who holds a key, who has a session, whom an embedded session stands for, and whether its caller may still guess. */
export interface Authentication {
  readonly findKeyHolder: FindKeyHolder;
  readonly findSession: FindSession;
  readonly findEmbedSession: FindEmbedSession;
  /** By which it is known what the cookie of a session is called. */
  readonly publicUrl: string;
  readonly guard: FailureGuard;
}

/** Finds the holder of a key; null when it is unknown or revoked. */
export type FindKeyHolder = (key: string) => Promise<KeyPrincipal | null>;

/** Finds who is signed in by the token of a session, in no mode yet; null when it is unknown or over. */
export type FindSession = (token: string) => Promise<Omit<MemberPrincipal, 'isTest'> | null>;

/** Finds whom the token of an embedded session stands for; null when it is unknown, over or ended. */
export type FindEmbedSession = (token: string) => Promise<EmbedPrincipal | null>;

/**
 * One way to come to the API: the caller of a request that brings a credential of this kind, null for one that does
 * not. Throws `unauthorized` for one that is no good, and `rate_limit_exceeded` where too many were.
 */
export type Authenticator = (
  request: FastifyRequest,
  operation: Pick<Operation, 'access' | 'query'>,
  authentication: Authentication,
) => Promise<Caller | null>;
