import { takesToken } from '@astrocal/contract';
import type { FastifyRequest } from 'fastify';
import { tokenHolder } from '../../lib/principal.ts';
import type { Authenticator } from './authenticator.ts';

/** The token of a booking or waitlist entry that a request carries; undefined where it carries none. */
export const tokenOf = ({ query }: FastifyRequest): string | undefined => {
  const { token } = (query ?? {}) as { token?: unknown };
  return typeof token === 'string' ? token : undefined;
};

/** By the token of one booking or waitlist entry, which the operation judges once it has found it. */
export const byToken: Authenticator = async (request, operation, { guard }) => {
  const token = takesToken(operation) ? tokenOf(request) : undefined;
  if (token === undefined) return null;
  guard.admit(request);
  return tokenHolder(token);
};
