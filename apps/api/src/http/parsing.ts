import type { FastifyInstance } from 'fastify';
import { parse } from 'secure-json-parse';
import { ApiError, invalid } from '../lib/api-error.ts';

/** Bytes of a body at most; a longer one is 413 `payload_too_large` (docs/errors.md). */
export const bodyLimit = 256 * 1024;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const jsonType = /^application\/json\s*(?:;|$)/i;
const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i;

/** Bodies are JSON in UTF-8; an empty one means none. */
export function useJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  // Every type comes here: an empty body is none, whatever a client calls it (`curl -X POST -d ''` says it is a form).
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseBody(body as Buffer, request.headers['content-type'] ?? ''));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseBody(body: Buffer, contentType: string): unknown {
  if (body.length === 0) return undefined;
  const named = charset.exec(contentType)?.[1]?.toLowerCase();
  if (!jsonType.test(contentType) || (named !== undefined && named !== 'utf-8' && named !== 'utf8'))
    throw new ApiError('unsupported_media_type');
  const value = parseJson(decode(body));
  refuseUnstorableText(value, 'body');
  return value;
}

function decode(body: Buffer): string {
  try {
    return utf8.decode(body);
  } catch {
    throw invalid({ path: 'body', message: 'is not valid UTF-8' });
  }
}

function parseJson(text: string): unknown {
  try {
    return parse(text, { protoAction: 'error', constructorAction: 'error' });
  } catch {
    throw invalid({ path: 'body', message: 'is not valid JSON' });
  }
}

/** Throws for a NUL or half a surrogate pair anywhere: no database text can hold them. Walks without recursion. */
export function refuseUnstorableText(value: unknown, path: string): void {
  const waiting: unknown[] = [value];
  while (waiting.length > 0) {
    const next = waiting.pop();
    if (typeof next === 'string') {
      if (next.includes('\0') || !next.isWellFormed())
        throw invalid({ path, message: 'holds a NUL character or half a surrogate pair' });
    } else if (typeof next === 'object' && next !== null) {
      for (const [key, child] of Object.entries(next)) waiting.push(key, child);
    }
  }
}

/** A time whose offset lost its sign: `+` in a query means a space, and few callers write `%2B`. */
const unescapedOffset = /^(\d{4}-\d{2}-\d{2}T[\d:.]+) (\d{2}:?\d{2})$/;

const bracketed = /^metadata\[(.*)\]$/s;

/** Query strings as flat records; `metadata[key]=value` pairs become one `metadata` record. */
export function parseQuery(text: string): Record<string, unknown> {
  const query: Record<string, unknown> = Object.create(null);
  const metadata: Record<string, string> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const key = bracketed.exec(name)?.[1];
    const meant = value.replace(unescapedOffset, '$1+$2');
    if (key !== undefined) metadata[key] = value;
    else query[name] = name in query ? [query[name], meant].flat() : meant;
  }
  if (Object.keys(metadata).length > 0) query.metadata = metadata;
  return query;
}
