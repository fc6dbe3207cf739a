import type { FastifyRequest } from 'fastify';
import { notSignedIn } from '../../lib/api-error.ts';
import { cookieName, cookiesNamed } from '../session-cookie.ts';
import type { Authenticator } from './authenticator.ts';
import { carriesKey } from './key.ts';

/** The mode in which a page of ours asks; undefined for whatever is no mode. */
function modeOf({ headers }: FastifyRequest): 'live' | 'test' | undefined {
  const mode = headers['astrocal-mode'];
  return mode === 'live' || mode === 'test' ? mode : undefined;
}

/** Whether no browser says that a page of another origin asks. */
const isOfOurPages = ({ headers }: FastifyRequest): boolean =>
  headers['sec-fetch-site'] === undefined || headers['sec-fetch-site'] === 'same-origin';

/** Whether a cookie that comes along counts, as far as it is a good one. */
export const countsCookie = (request: FastifyRequest): boolean =>
  modeOf(request) !== undefined && isOfOurPages(request) && !carriesKey(request);

/** The token of the session that a request brings along; null where it brings none, or several. */
export function sessionTokenOf({ headers }: FastifyRequest, publicUrl: string): string | null {
  const [token, ...others] = cookiesNamed(cookieName(publicUrl), headers.cookie);
  return others.length > 0 || token === undefined ? null : token;
}

/**
 * By the cookie of a session. A browser sends that along for every page, so it counts only with a header that chooses
 * the mode, which no page of another origin can send (it would have to be allowed in cors.ts, and is not). With the
 * header, a cookie that is missing or no good is refused on every operation, as keys are.
 */
export const bySession: Authenticator = async (request, _operation, { findSession, guard, publicUrl }) => {
  const mode = modeOf(request);
  if (mode === undefined || !isOfOurPages(request)) return null;
  const token = sessionTokenOf(request, publicUrl);
  guard.admit(request, token ?? undefined);
  const member = token === null ? null : await findSession(token);
  if (member) return { ...member, isTest: mode === 'test' };
  throw await guard.failed(request, notSignedIn());
};
