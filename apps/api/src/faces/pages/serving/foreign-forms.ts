import type { FastifyReply, FastifyRequest } from 'fastify';
import { refuseOtherSites, sentByAnotherSite } from '../../../http/origins.ts';
import { cookiesNamed } from '../../../http/session-cookie.ts';

/*
 * Pages of an account tell their address to nobody, so their forms come with `Origin: null`, and so can one of another site.
 * `Sec-Fetch-Site` tells them apart, but browsers leave it out over plain http (W3C Fetch Metadata, section 2.3: to
 * trustworthy addresses only). There a cookie does that they send along from our own pages alone (RFC 6265bis, Strict).
 */

const visited = 'astrocal_visited';

/** Whether no header of the browser says whose page asks. */
const isUnsaid = ({ headers }: FastifyRequest): boolean => headers['sec-fetch-site'] === undefined;

/** Marks a browser as one that has the page with the form, where it will not say so itself. */
export const markVisited = (request: FastifyRequest, reply: FastifyReply): FastifyReply =>
  isUnsaid(request) ? reply.header('set-cookie', `${visited}=1; Path=/; HttpOnly; SameSite=Strict`) : reply;

/** Throws `forbidden` for a form that another site sent, or that may be one's: else it could sign somebody in as another. */
export function refuseForeignForm(request: FastifyRequest, publicUrl: string): void {
  refuseOtherSites(request, publicUrl);
  const { origin, cookie } = request.headers;
  if (origin === 'null' && isUnsaid(request) && cookiesNamed(visited, cookie).length === 0)
    throw sentByAnotherSite();
}
