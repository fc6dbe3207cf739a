import type { Agent, Dispatcher } from 'undici';
import { OutboundError, type OutboundFault } from './outbound-error.ts';

export interface OutboundRequest {
  readonly method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  readonly url: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
  /** How much of the answer's body is wanted; never more than the limit of all. */
  readonly maxResponseBytes?: number;
}

/** An answer with its body as it was wanted. */
interface Answer<Body> {
  readonly status: number;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly body: Body;
  readonly durationMs: number;
}

export type OutboundAnswer = Answer<{ readonly text: string; readonly truncated: boolean }>;

/** An answer of bytes, as many as were wanted. */
export type OutboundFile = Answer<{ readonly bytes: Uint8Array; readonly truncated: boolean }>;

export interface ExchangeLimits {
  /** From the start to the last byte, whatever the other side does in between. */
  readonly timeoutMs: number;
  readonly maxBytes: number;
}

/**
 * One request and its answer, which is whatever the other side says first: redirects are answers too. Dispatching is
 * the lowest layer of undici, and was faster than its `request`, http.request and fetch at 16 in flight.
 */
export function exchange<Body>(
  { agent, url }: { agent: Agent; url: URL },
  { method, headers, body }: Omit<OutboundRequest, 'url'>,
  { timeoutMs, maxBytes }: ExchangeLimits,
  read: (bytes: Buffer, maxBytes: number) => Body,
): Promise<Answer<Body>> {
  const startedAt = performance.now();
  const durationMs = () => Math.round(performance.now() - startedAt);
  return new Promise((resolve, reject) => {
    let controller: Dispatcher.DispatchController | undefined;
    let head: Pick<Answer<Body>, 'status' | 'headers'> = { status: 0, headers: {} };
    const chunks: Buffer[] = [];
    let received = 0;
    let isOver = false;

    const succeed = () => {
      isOver = true;
      clearTimeout(deadline);
      resolve({ ...head, body: read(Buffer.concat(chunks), maxBytes), durationMs: durationMs() });
    };
    const fail = (error: Error) => {
      isOver = true;
      clearTimeout(deadline);
      reject(outboundError(error, durationMs()));
    };
    const disconnect = () => controller?.abort(new Error('No more of this answer is wanted.'));
    const deadline = setTimeout(() => {
      fail(new OutboundError('timeout'));
      disconnect();
    }, timeoutMs);

    agent.dispatch(
      {
        origin: url.origin,
        path: url.pathname + url.search,
        method,
        headers: { ...headers },
        body: body ?? null,
      },
      {
        onRequestStart(started) {
          controller = started;
          if (isOver) disconnect(); // the deadline passed while it waited for its connection
        },
        onResponseStart(_controller, status, answered) {
          head = { status, headers: answered };
        },
        onResponseData(_controller, chunk) {
          chunks.push(chunk);
          received += chunk.length;
          if (received <= maxBytes) return;
          succeed();
          disconnect();
        },
        onResponseEnd: succeed,
        onResponseError: (_controller, error) => fail(error),
      },
    );
  });
}

/** The body as text. */
export function readText(bytes: Buffer, maxBytes: number): OutboundAnswer['body'] {
  const truncated = bytes.length > maxBytes;
  // `stream` leaves out a character that was cut in two.
  return { text: new TextDecoder().decode(bytes.subarray(0, maxBytes), { stream: truncated }), truncated };
}

/** The body as it came. */
export const readBytes = (bytes: Buffer, maxBytes: number): OutboundFile['body'] => ({
  bytes: bytes.subarray(0, maxBytes),
  truncated: bytes.length > maxBytes,
});

const faults: Readonly<Record<string, OutboundFault>> = {
  UND_ERR_DESTROYED: 'closed',
  UND_ERR_CLOSED: 'closed',
  UND_ERR_HEADERS_OVERFLOW: 'bad_response',
  UND_ERR_RES_CONTENT_LENGTH_MISMATCH: 'bad_response',
};

/** Mistakes of ours, such as a header with a line break, stay what they are: bugs. */
function outboundError(error: Error & { code?: string }, durationMs: number): Error {
  if (error.code === 'UND_ERR_INVALID_ARG') return error;
  return new OutboundError(faultOf(error), durationMs, error instanceof OutboundError ? error.cause : error);
}

function faultOf(error: Error & { code?: string }): OutboundFault {
  if (error instanceof OutboundError) return error.code;
  if (error.name === 'HTTPParserError') return 'bad_response';
  return faults[error.code ?? ''] ?? 'reset';
}
