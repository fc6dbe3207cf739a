import type { FastifyReply } from 'fastify';
import { keepFromOtherOrigins } from '../../../http/origins.ts';
import { withHtmlHeaders } from '../../html-page.ts';
import type { Refusal } from './ask-api.ts';

export interface PageOptions {
  /** Who may show the page in a frame, as `frame-ancestors` takes it. */
  readonly frames: string;
  /** Whether the address holds a token: then it is told to nobody and kept by nobody. */
  readonly isSecret: boolean;
}

/**
 * What a browser may do with a page: everything comes from this server, no script or style stands in the page itself,
 * and forms go back to it. A block of JSON-LD is data, which no policy concerns.
 */
export function withPageHeaders(reply: FastifyReply, { frames, isSecret }: PageOptions): FastifyReply {
  const own = "script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'";
  const policy = `${own}; form-action 'self'; frame-ancestors ${frames}`;
  return keepFromOtherOrigins(withHtmlHeaders(reply, { policy, isSecret }))
    .removeHeader('access-control-expose-headers')
    .headers({
      'permissions-policy':
        'camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()',
      ...(isSecret && { 'x-robots-tag': 'noindex, nofollow', 'cross-origin-opener-policy': 'same-origin' }),
    });
}

/** What the API refused while the page was made is the page's status too, and when to try again. */
export const withRefusal = (reply: FastifyReply, refusal: Refusal | undefined): FastifyReply =>
  refusal ? reply.code(refusal.status).headers(refusal.headers) : reply;
