import { isUncertain, RequestFailure } from '../api/request-failure.ts';

/**
 * One wish to book, under one idempotency key however often it is sent.
 *
 * An attempt may have been done although its answer was lost. If what is sent then differs (a corrected name, another
 * time), the API says `idempotency_key_reused`: the first one is booked. It is then sent once more as it was, which
 * gives its booking and makes no other.
 */
export interface Intent<Request, Result> {
  send(request: Request): Promise<Result>;
}

/** `post` sends a request under a key. `newKey` gives a key that nobody has used. */
export function createIntent<Request, Result>(
  post: (request: Request, key: string) => Promise<Result>,
  newKey: () => string,
): Intent<Request, Result> {
  const key = newKey();
  const unanswered: Request[] = [];
  return {
    async send(request) {
      try {
        return await post(request, key);
      } catch (failure) {
        if (!(failure instanceof RequestFailure)) throw failure;
        if (isUncertain(failure)) unanswered.push(request);
        if (failure.code !== 'idempotency_key_reused') throw failure;
        return sendFirst(unanswered, (earlier) => post(earlier, key), failure);
      }
    },
  };
}

/** The answer to the one request of several that the key belongs to. */
async function sendFirst<Request, Result>(
  requests: readonly Request[],
  post: (request: Request) => Promise<Result>,
  refusal: RequestFailure,
): Promise<Result> {
  for (const request of requests) {
    try {
      return await post(request);
    } catch (failure) {
      const isOther = failure instanceof RequestFailure && failure.code === 'idempotency_key_reused';
      if (!isOther) throw failure;
    }
  }
  throw refusal;
}

/** A random key, also on pages without https, where `randomUUID` is missing. */
export function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return `widget-${Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
