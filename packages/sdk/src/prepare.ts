import type { Call } from './call.ts';
import { AstrocalError } from './errors.ts';
import { version } from './generated/version.generated.ts';
import { queryText } from './query.ts';
import type { Settings } from './settings.ts';

/** A request, the same for every attempt of a call. */
export interface PreparedRequest {
  readonly method: string;
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
}

/** The request of a call. Throws AstrocalError at what no request could carry. */
export function prepare({ apiKey, baseUrl }: Settings, call: Call): PreparedRequest {
  const { idempotencyKey } = call.options ?? {};
  const query: { readonly token?: string | undefined } = {
    ...call.query,
    ...(call.options?.token !== undefined && { token: call.options.token }),
  };
  const { token } = query;
  const isAnonymous = call.open || token !== undefined;
  return {
    method: call.method,
    url: baseUrl + pathOf(call) + queryText(query),
    headers: {
      accept: 'application/json',
      ...(call.body && { 'content-type': 'application/json' }),
      ...(apiKey !== undefined && !isAnonymous && { authorization: `Bearer ${apiKey}` }),
      ...(call.idempotent && { 'idempotency-key': readIdempotencyKey(idempotencyKey) }),
      ...(!isBrowser() && { 'user-agent': `astrocal-sdk/${version}` }),
    },
    body: call.body && JSON.stringify(call.body),
  };
}

function pathOf({ path, params = {} }: Call): string {
  return path.replace(/\{(\w+)\}/g, (_match, name: string) => {
    const value = params[name];
    // An empty one would name the list above; "." and ".." leave the path even when they are escaped.
    if (typeof value !== 'string' || value === '' || value === '.' || value === '..')
      throw new AstrocalError(`${name} is not an id: ${JSON.stringify(value)}.`);
    return encodeURIComponent(value);
  });
}

function readIdempotencyKey(given: string | undefined): string {
  if (given === undefined) return newIdempotencyKey();
  if (!/^[\x20-\x7e]{1,255}$/.test(given))
    throw new AstrocalError('idempotencyKey is 1 to 255 characters of plain ASCII.');
  return given;
}

/** 128 random bits. Not crypto.randomUUID, which pages without https do not have. */
function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** Browsers name themselves, and ask the server for leave before they send a header of this name. */
const isBrowser = () => 'document' in globalThis || 'WorkerGlobalScope' in globalThis;
