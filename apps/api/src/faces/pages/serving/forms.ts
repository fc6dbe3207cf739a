import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyLimits, readPairs, refuseEncodedBody, refuseUnstorableText } from '../../../http/parsing.ts';
import { ApiError, invalid } from '../../../lib/api-error.ts';

/** Teaches the server the one form in which a page's own form is sent; the API knows JSON only. */
export function useForms(server: FastifyInstance): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: bodyLimits.form },
    async (request: FastifyRequest, body: string) => {
      refuseEncodedBody(request);
      const pairs = readPairs(body);
      if (!pairs) throw invalid({ path: 'body', message: 'has more fields than any form here' });
      const fields = Object.fromEntries(pairs);
      refuseUnstorableText(fields, 'body');
      return fields;
    },
  );
}

/** One field of the form; undefined where it was not sent. */
export const fieldOf = ({ body }: FastifyRequest, name: string): string | undefined => {
  const fields = (body ?? {}) as Readonly<Record<string, unknown>>;
  const value = Object.hasOwn(fields, name) ? fields[name] : undefined;
  return typeof value === 'string' ? value : undefined;
};

/** One parameter of the address; undefined where it is missing or stands there twice. */
export const queryOf = ({ query }: FastifyRequest, name: string): string | undefined => {
  const value = (query as Readonly<Record<string, unknown>>)[name];
  return typeof value === 'string' ? value : undefined;
};

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
  if (!isOwn) throw new ApiError('forbidden', 'This form was sent by another site.');
}

const isOwnOrigin = (origin: string, hosts: readonly (string | undefined)[]): boolean =>
  URL.canParse(origin) && hosts.includes(new URL(origin).host);
