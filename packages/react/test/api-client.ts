import { Astrocal, type Fetch } from '@astrocal/sdk';
import type { TestApi } from '../../../apps/api/test/harness/api.ts';

/** A request as a hook sent it. */
export interface Sent {
  readonly method: string;
  /** With its query. */
  readonly path: string;
  readonly idempotencyKey: string | null;
  readonly signal: AbortSignal;
}

/** A client of the real API, and what happens on the way there. */
export interface ObservedClient {
  readonly astrocal: Astrocal;
  /** The requests so far, oldest first. */
  readonly sent: Sent[];
  /** From now on, requests that `matches` arrive but their answers wait, until the returned function is called. */
  holdAnswers(matches: (request: Sent) => boolean): () => void;
  /** The answer to the next request that `matches` is lost on the way; the request arrives. */
  loseAnswer(matches: (request: Sent) => boolean): void;
}

const base = 'http://astrocal.test';

/** A client without a key, as pages have one, unless a key is given. It tries everything once. */
export function observedClient(api: TestApi, apiKey?: string): ObservedClient {
  const sent: Sent[] = [];
  const held = new Set<{ matches: (request: Sent) => boolean; over: Promise<void> }>();
  let lost: ((request: Sent) => boolean) | null = null;

  const fetch: Fetch = async (url, init) => {
    const headers = new Headers(init.headers);
    const request: Sent = {
      method: init.method ?? 'GET',
      path: url.slice(base.length),
      idempotencyKey: headers.get('idempotency-key'),
      signal: init.signal as AbortSignal,
    };
    sent.push(request);
    const answer = await api.server.inject({
      method: request.method as 'GET',
      url: request.path,
      headers: Object.fromEntries(headers),
      ...(typeof init.body === 'string' && { payload: init.body }),
    });
    for (const { matches, over } of [...held]) if (matches(request)) await over;
    if (lost?.(request)) {
      lost = null;
      throw new TypeError('The connection broke.');
    }
    init.signal?.throwIfAborted();
    return new Response(answer.body, {
      status: answer.statusCode,
      headers: Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)]),
    });
  };

  return {
    astrocal: new Astrocal({ baseUrl: base, fetch, maxRetries: 0, apiKey }),
    sent,
    holdAnswers(matches) {
      const { promise, resolve } = Promise.withResolvers<void>();
      const hold = { matches, over: promise };
      held.add(hold);
      return () => {
        held.delete(hold);
        resolve();
      };
    },
    loseAnswer(matches) {
      lost = matches;
    },
  };
}

export const isAvailability = ({ path }: Sent) => path.startsWith('/v1/availability?');
export const isCreate = ({ method, path }: Sent) => method === 'POST' && path === '/v1/bookings';
/** The month that an availability request asks for. */
export const monthAsked = ({ path }: Sent) =>
  new URLSearchParams(path.split('?')[1]).get('start')?.slice(0, 7);
