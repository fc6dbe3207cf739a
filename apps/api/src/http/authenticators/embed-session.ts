import { embedSessionOver } from '../../lib/api-error.ts';
import type { Authenticator } from './authenticator.ts';
import { bearerOf } from './key.ts';

/** By the token of an embedded session. As a key it is sent as bearer, and refused on every operation where it is no good. */
export const byEmbedSession: Authenticator = async (request, _operation, { findEmbedSession, guard }) => {
  const token = bearerOf(request);
  if (!token?.startsWith('es_')) return null;
  guard.admit(request, token);
  const principal = await findEmbedSession(token);
  if (principal) return principal;
  throw await guard.failed(request, embedSessionOver());
};
