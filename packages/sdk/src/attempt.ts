import { readAnswer } from './answer.ts';
import { AstrocalError, ConnectionError, TimeoutError } from './errors.ts';
import type { PreparedRequest } from './prepare.ts';
import type { Fetch } from './settings.ts';

export interface AttemptLimits {
  readonly timeoutMs: number;
  readonly signal: AbortSignal | undefined;
}

/**
 * Sends a request once and reads the whole answer. Throws ApiError, ConnectionError, TimeoutError, or the reason of
 * the caller's signal.
 */
export async function attempt(
  fetch: Fetch,
  request: PreparedRequest,
  { timeoutMs, signal }: AttemptLimits,
): Promise<unknown> {
  signal?.throwIfAborted();
  const ending = new AbortController();
  const ended = new Promise<never>((_resolve, reject) => {
    ending.signal.addEventListener('abort', () => reject(ending.signal.reason));
  });
  const giveUp = () => ending.abort(signal?.reason);
  signal?.addEventListener('abort', giveUp);
  const late = () =>
    ending.abort(new TimeoutError(`No answer within ${timeoutMs} ms from ${place(request)}.`));
  const timer = setTimeout(late, timeoutMs);
  try {
    // A race, because a `fetch` that was given may not look at signals.
    return await Promise.race([exchange(fetch, request, ending.signal), ended]);
  } catch (error) {
    if (ending.signal.aborted) throw ending.signal.reason;
    if (error instanceof AstrocalError) throw error;
    throw new ConnectionError(`No whole answer from ${place(request)}: ${reasonOf(error)}`, { cause: error });
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener('abort', giveUp);
  }
}

async function exchange(fetch: Fetch, request: PreparedRequest, signal: AbortSignal): Promise<unknown> {
  const { url, method, headers, body } = request;
  const response = await fetch(url, {
    method,
    headers,
    redirect: 'manual',
    signal,
    ...(body !== undefined && { body }),
  });
  return readAnswer(response);
}

/** Where it was sent to, without the query: a token may stand in it. */
const place = ({ method, url }: PreparedRequest) => `${method} ${url.split('?')[0]}`;

/** What `fetch` says hides in its cause: "fetch failed" tells nothing, "connect ECONNREFUSED" does. */
function reasonOf(error: unknown): string {
  const inner = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  if (!(inner instanceof Error)) return String(inner);
  return inner.message || (inner as { code?: string }).code || inner.name;
}
