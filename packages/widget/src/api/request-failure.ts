/** Why a request came to nothing: refused by the API, or never answered. */
export class RequestFailure extends Error {
  override readonly name = 'RequestFailure';
  /** A code of the API, or `offline`, `network`, `timeout`, `unexpected_answer`. */
  readonly code: string;
  /** 0 where there was no answer. */
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(
    code: string,
    message: string,
    answer: {
      status?: number;
      details?: Readonly<Record<string, unknown>> | undefined;
      requestId?: string | undefined;
      retryAfterSeconds?: number | undefined;
    } = {},
  ) {
    super(message);
    this.code = code;
    this.status = answer.status ?? 0;
    this.details = answer.details ?? {};
    this.requestId = answer.requestId;
    this.retryAfterSeconds = answer.retryAfterSeconds;
  }
}

/** Whether the request may have been done although no answer says so: a connection may end after it has arrived. */
export const isUncertain = ({ status }: RequestFailure): boolean => status === 0 || status >= 500;

/** The failure that an answer tells of; a body that is not ours (a proxy's page) gives a code of its own. */
export function failureOf(status: number, body: unknown, retryAfter: string | null): RequestFailure {
  const error = asRecord(asRecord(body).error);
  const seconds = Number(error.retry_after ?? retryAfter ?? Number.NaN);
  return new RequestFailure(
    typeof error.code === 'string' ? error.code : codeOf(status),
    typeof error.message === 'string' ? error.message : `The server answered with status ${status}.`,
    {
      status,
      details: asRecord(error.details),
      requestId: typeof error.request_id === 'string' ? error.request_id : undefined,
      retryAfterSeconds: Number.isFinite(seconds) && seconds >= 0 ? Math.ceil(seconds) : undefined,
    },
  );
}

function codeOf(status: number): string {
  if (status === 404) return 'not_found';
  if (status === 429) return 'rate_limit_exceeded';
  return status >= 500 ? 'unavailable' : 'unexpected_answer';
}

const asRecord = (value: unknown): Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
