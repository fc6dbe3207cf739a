import type { FastifyReply, FastifyRequest } from 'fastify';
import { ApiError } from '../lib/api-error.ts';

/*
 * What pages of another origin may do. Of the API everything (cors.ts): who has a key sends it by itself, and no browser
 * brings it along for a page. Whatever a browser does bring along is judged here.
 */

const loopback = /^(localhost|127(\.\d{1,3}){3}|\[::1\])$/;

/** Has browsers keep the answer from pages of other origins. */
export const keepFromOtherOrigins = (reply: FastifyReply): FastifyReply =>
  reply.removeHeader('access-control-allow-origin');

/**
 * Throws `forbidden` for a form that another site sent. `Sec-Fetch-Site` says who did; where a browser does not send
 * it, `Origin` does, and that is `null` from our own pages, since their addresses are told to nobody.
 */
export function refuseOtherSites({ headers }: FastifyRequest, publicUrl: string): void {
  const site = headers['sec-fetch-site'];
  const { origin, host } = headers;
  const isOwn =
    site === undefined
      ? origin === undefined || origin === 'null' || isOwnOrigin(origin, [host, new URL(publicUrl).host])
      : site === 'same-origin' || site === 'none';
  if (!isOwn) throw sentByAnotherSite();
}

export const sentByAnotherSite = () => new ApiError('forbidden', 'This form was sent by another site.');

const isOwnOrigin = (origin: string, hosts: readonly (string | undefined)[]): boolean =>
  URL.canParse(origin) && hosts.includes(new URL(origin).host);

/** The name of a `Host` header without its port, `[::1]` for IPv6; null where it is none. */
function hostnameOf(host: string | undefined): string | null {
  if (host === undefined || !/^[\w.-]+(:\d+)?$|^\[[\da-f:.]+\](:\d+)?$/i.test(host)) return null;
  return URL.canParse(`http://${host}`) ? new URL(`http://${host}`).hostname : null;
}

/**
 * Whether a request may have been made under this name. A page whose own name was pointed at this server (DNS
 * rebinding) sends that name: only loopback and the names that the operator knows are let in.
 */
export function isAllowedHost(host: string | undefined, allowed: readonly string[]): boolean {
  const name = hostnameOf(host);
  return name !== null && (loopback.test(name) || allowed.includes(name));
}

/** Whether a page of this origin may ask. What is no browser sends none; `null` and other schemes are nobody's pages. */
export function isAllowedOrigin(origin: string | undefined, allowed: readonly string[]): boolean {
  if (origin === undefined) return true;
  if (!/^https?:\/\//i.test(origin) || !URL.canParse(origin)) return false;
  return isAllowedHost(new URL(origin).host, allowed);
}
