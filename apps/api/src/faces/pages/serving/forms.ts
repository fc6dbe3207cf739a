import type { FastifyInstance, FastifyRequest } from 'fastify';
import { bodyLimits, parsePairs, refuseEncodedBody, refuseUnstorableText } from '../../../http/parsing.ts';
import { invalid } from '../../../lib/api-error.ts';

/** Teaches the server the one form in which a page's own form is sent; the API knows JSON only. */
export function useForms(server: FastifyInstance): void {
  server.addContentTypeParser(
    'application/x-www-form-urlencoded',
    { parseAs: 'string', bodyLimit: bodyLimits.form },
    async (request: FastifyRequest, body: string) => {
      refuseEncodedBody(request);
      const pairs = parsePairs(body);
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
