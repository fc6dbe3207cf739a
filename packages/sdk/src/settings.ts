import { AstrocalError } from './errors.ts';

export interface AstrocalOptions {
  /** `ac_live_…` or `ac_test_…`. Leave it out for what anyone may do: read slots, book, use a booking's token. */
  readonly apiKey?: string | undefined;
  /** The address of the server, without `/v1`. Default: `http://127.0.0.1:3000`, where `npm start` listens. */
  readonly baseUrl?: string | undefined;
  /** How long one attempt may take, its body included. Default: 30,000. */
  readonly timeoutMs?: number | undefined;
  /** How often a call that failed for a passing reason is tried again. Default: 2. */
  readonly maxRetries?: number | undefined;
  /** What sends requests. Default: the global `fetch`. */
  readonly fetch?: Fetch | undefined;
}

/** As much of `fetch` as the client uses. */
export type Fetch = (url: string, init: RequestInit) => Promise<Response>;

export interface Settings {
  readonly apiKey: string | undefined;
  /** Without a slash at its end. */
  readonly baseUrl: string;
  readonly timeoutMs: number;
  readonly maxRetries: number;
  readonly fetch: Fetch;
}

/** What the options mean. Throws AstrocalError at the first that cannot be meant, and never repeats a key. */
export function readSettings(options: AstrocalOptions): Settings {
  const { apiKey, baseUrl = 'http://127.0.0.1:3000', timeoutMs = 30_000, maxRetries = 2 } = options;
  checkTimeout(timeoutMs);
  checkRetries(maxRetries);
  return {
    apiKey: readKey(apiKey),
    baseUrl: readBaseUrl(baseUrl),
    timeoutMs,
    maxRetries,
    fetch: readFetch(options.fetch),
  };
}

function readKey(apiKey: string | undefined): string | undefined {
  if (apiKey === undefined) return undefined;
  if (apiKey === '')
    throw new AstrocalError('apiKey is empty: is its variable set? Leave it out to call without a key.');
  // A header cannot carry anything else; a line end comes along when a key is read from a file.
  if (typeof apiKey !== 'string' || !/^[\x21-\x7e]+$/.test(apiKey))
    throw new AstrocalError('apiKey holds a space, a line end or another character that no key has.');
  return apiKey;
}

function readBaseUrl(baseUrl: string): string {
  const url = parseUrl(baseUrl);
  if (url?.protocol !== 'https:' && url?.protocol !== 'http:')
    throw new AstrocalError(`baseUrl is not an http(s) address: "${baseUrl}".`);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '')
    throw new AstrocalError('baseUrl has a name, password, "?" or "#" in it; only host and path are meant.');
  const path = url.pathname.replace(/\/+$/, '');
  if (path.endsWith('/v1'))
    throw new AstrocalError(`baseUrl is meant without "/v1", which the client adds: "${baseUrl}".`);
  return url.origin + path;
}

function parseUrl(text: string): URL | undefined {
  try {
    return new URL(text);
  } catch {
    return undefined;
  }
}

// The longest that timers can wait: a longer one would fire at once.
const longestTimerMs = 2 ** 31 - 1;

/** Throws AstrocalError unless it is a time that a timer can wait. */
export function checkTimeout(timeoutMs: number): void {
  if (!(timeoutMs > 0 && timeoutMs <= longestTimerMs))
    throw new AstrocalError(`timeoutMs is a positive number of milliseconds, not ${timeoutMs}.`);
}

/** Throws AstrocalError unless it is a whole number of retries. */
export function checkRetries(maxRetries: number): void {
  if (!Number.isInteger(maxRetries) || maxRetries < 0)
    throw new AstrocalError(`maxRetries is a whole number, 0 or more, not ${maxRetries}.`);
}

function readFetch(given: Fetch | undefined): Fetch {
  if (given !== undefined) return given;
  if (typeof fetch !== 'function')
    throw new AstrocalError(
      'There is no global fetch here: give one as `fetch`, or use Node.js 20 or later.',
    );
  // Looked up at each call: tests and tracers replace the global one. Called as a plain function, as browsers want.
  return (url, init) => fetch(url, init);
}
