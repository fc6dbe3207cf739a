import { setTimeout as pause } from 'node:timers/promises';

/** A message as `GET /v1/events` answers it. */
export interface LoggedMessage {
  readonly id: string;
  readonly event: string;
  readonly created_at: string;
  readonly is_test: boolean;
  readonly data: unknown;
}

export interface FollowOptions {
  readonly apiUrl: string;
  readonly key: string;
  /** The message after which to begin; see `cursorAt`. */
  readonly after: string;
  readonly pauseMs: number;
  /** How long one answer may take. */
  readonly timeoutMs: number;
  readonly signal: AbortSignal;
  /** Told once per outage. */
  readonly onOutage: (reason: string) => void;
}

/**
 * The messages that come after the cursor, in their order, each once, for as long as nobody aborts. A server that is
 * away is asked again. Throws when it refuses the key.
 */
export async function* followLog(options: FollowOptions): AsyncGenerator<LoggedMessage, void, void> {
  const { signal, pauseMs } = options;
  let { after } = options;
  let isAway = false;
  while (!signal.aborted) {
    const page = await readPage(options, after).catch((error: Error) => error);
    if (page instanceof RefusedError) throw page;
    if (page instanceof Error) {
      if (!isAway && !signal.aborted) options.onOutage(page.message);
      isAway = true;
    } else {
      isAway = false;
      for (const message of page.data) {
        yield message;
        after = message.id;
      }
      if (page.has_more) continue;
    }
    await pause(pauseMs, undefined, { signal }).catch(() => undefined);
  }
}

class RefusedError extends Error {}

async function readPage(
  { apiUrl, key, timeoutMs, signal }: FollowOptions,
  after: string,
): Promise<{ data: LoggedMessage[]; has_more: boolean }> {
  const answer = await fetch(`${apiUrl}/v1/events?limit=100&starting_after=${after}`, {
    headers: { authorization: `Bearer ${key}` },
    signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
  });
  const body = (await answer.json()) as { error?: { message: string } };
  if (answer.status === 401 || answer.status === 403)
    throw new RefusedError(body.error?.message ?? 'The key was refused.');
  if (!answer.ok) throw new Error(`${answer.status}: ${body.error?.message ?? answer.statusText}`);
  return body as unknown as { data: LoggedMessage[]; has_more: boolean };
}

const digits = '0123456789abcdefghjkmnpqrstvwxyz';

/**
 * A cursor that stands where a message of this instant would: ids begin with their milliseconds, and the log goes on
 * from the id of a message that is no longer there.
 */
export function cursorAt(instant: number): string {
  let value = (BigInt(instant) << 80n) | (0x7000n << 64n);
  let text = '';
  for (let place = 0; place < 26; place++) {
    text = digits[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return `msg_${text}`;
}
