import type { FastifyInstance, FastifyRequest } from 'fastify';
import { parse } from 'secure-json-parse';
import { ApiError, invalid } from '../lib/api-error.ts';
import { isOutsider } from '../lib/principal.ts';

/** Bytes of a body at most: from the holder of a key, from anyone else, and of a form (docs/errors.md). */
export const bodyLimits = { withKey: 256 * 1024, withoutKey: 32 * 1024, form: 16 * 1024 } as const;

/** Pairs of a query or form at most: more of them are nobody's question. */
const maxPairs = 200;

const utf8 = new TextDecoder('utf-8', { fatal: true });
const jsonType = /^application\/json\s*(?:;|$)/i;
const charset = /;\s*charset\s*=\s*"?([^";\s]+)/i;

const bodyLimitOf = ({ principal }: FastifyRequest): number =>
  principal && !isOutsider(principal) ? bodyLimits.withKey : bodyLimits.withoutKey;

/** Bodies are JSON in UTF-8; an empty one means none. What is too large is refused before it is read, or judged. */
export function useJsonBodies(server: FastifyInstance): void {
  server.removeAllContentTypeParsers();
  server.addHook('preParsing', async (request) => {
    if (request.method === 'GET' || request.method === 'HEAD') return; // their bodies are not read
    if (Number(request.headers['content-length']) > bodyLimitOf(request))
      throw new ApiError('payload_too_large');
  });
  // Every type comes here: an empty body is none, whatever a client calls it (`curl -X POST -d ''` says it is a form).
  server.addContentTypeParser('*', { parseAs: 'buffer' }, (request, body, done) => {
    try {
      done(null, parseBody(request, body as Buffer));
    } catch (error) {
      done(error as Error);
    }
  });
}

function parseBody(request: FastifyRequest, body: Buffer): unknown {
  if (body.length === 0) return undefined;
  if (body.length > bodyLimitOf(request)) throw new ApiError('payload_too_large');
  refuseEncodedBody(request);
  const contentType = request.headers['content-type'] ?? '';
  const named = charset.exec(contentType)?.[1]?.toLowerCase();
  if (!jsonType.test(contentType) || (named !== undefined && named !== 'utf-8' && named !== 'utf8'))
    throw new ApiError('unsupported_media_type');
  const text = decode(body);
  const value = parseJson(text);
  // UTF-8 holds neither of them, and JSON no bare NUL: they come as escapes only, so most bodies need no walk.
  if (text.includes('\\u')) refuseUnstorableText(value, 'body');
  return value;
}

/** Throws `unsupported_media_type` for a body that would have to be unpacked first. */
export function refuseEncodedBody({ headers }: FastifyRequest): void {
  const encoding = headers['content-encoding']?.trim().toLowerCase() ?? '';
  if (encoding !== '' && encoding !== 'identity')
    throw new ApiError('unsupported_media_type', 'Send the body as it is, without a Content-Encoding.');
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

const bracketed = /^(metadata|host_attributes)\[(.*)\]$/s;

/** What a query of too many pairs is parsed to: the router cannot refuse, so the first hook does. */
const tooMany: Record<string, unknown> = Object.freeze(Object.create(null));

/** Throws `validation_error` for a query of more than 200 pairs. */
export function refuseLongQuery({ query }: FastifyRequest): void {
  if (query === tooMany)
    throw invalid({ path: 'query', message: `must have at most ${maxPairs} parameters` });
}

/** The pairs of a query or form; null for more than 200 of them, which are not looked at. */
export function parsePairs(text: string): URLSearchParams | null {
  let pairs = 1;
  for (let at = text.indexOf('&'); at >= 0; at = text.indexOf('&', at + 1))
    if (++pairs > maxPairs) return null;
  return new URLSearchParams(text);
}

/** Query strings as flat records; pairs such as `metadata[key]=value` become one record of their name. */
export function parseQuery(text: string): Record<string, unknown> {
  const pairs = parsePairs(text);
  if (!pairs) return tooMany;
  const query: Record<string, unknown> = Object.create(null);
  const records: Record<string, Record<string, string>> = Object.create(null);
  for (const [name, value] of pairs) {
    const [, record, key] = bracketed.exec(name) ?? [];
    const meant = value.replace(unescapedOffset, '$1+$2');
    const given = query[name];
    if (record !== undefined && key !== undefined) {
      records[record] ??= Object.create(null) as Record<string, string>;
      records[record][key] = value;
    } else if (Array.isArray(given)) given.push(meant);
    else query[name] = given === undefined ? meant : [given, meant];
  }
  return Object.assign(query, records);
}
