import type { ErrorAnswer, ErrorCode } from './generated/types.generated.ts';

/** More about an error, by its code: the `issues` of a request, the `alternatives` to a taken slot. */
export type ErrorDetails = NonNullable<ErrorAnswer['error']['details']>;

/**
 * The code of an `ApiError`: one of the catalogue, a later one that this version does not know, or
 * `unexpected_answer` where something other than the API answered, such as a proxy.
 */
export type ApiErrorCode = ErrorCode | 'unexpected_answer' | (string & {});

/** What every error of this package is. By itself: a mistake in how the client was set up or called. */
export class AstrocalError extends Error {
  override readonly name: string = 'AstrocalError';
}

export interface ApiErrorFields {
  /** The status of the answer. */
  readonly status: number;
  readonly code: ApiErrorCode;
  /** For humans, and safe to show. */
  readonly message: string;
  readonly details?: ErrorDetails | undefined;
  readonly requestId?: string | undefined;
  readonly docUrl?: string | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** The server answered, and refused. */
export class ApiError extends AstrocalError {
  override readonly name = 'ApiError';
  /** The status of the answer. */
  readonly status: number;
  /** What to program against. */
  readonly code: ApiErrorCode;
  readonly details: ErrorDetails | undefined;
  /** Quote it when you ask for help: it leads to the server's log. */
  readonly requestId: string | undefined;
  /** The page that explains the code. */
  readonly docUrl: string | undefined;
  /** How long the server wants to be left alone, where it says so. */
  readonly retryAfterSeconds: number | undefined;

  constructor({ message, status, code, details, requestId, docUrl, retryAfterSeconds }: ApiErrorFields) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
    this.requestId = requestId;
    this.docUrl = docUrl;
    this.retryAfterSeconds = retryAfterSeconds;
  }
}

/** No whole answer came: the server is not there, or the connection broke. `cause` is what `fetch` said. */
export class ConnectionError extends AstrocalError {
  override readonly name = 'ConnectionError';
}

/** No whole answer came within `timeoutMs`. */
export class TimeoutError extends AstrocalError {
  override readonly name = 'TimeoutError';
}

/**
 * Whether the server refused, and with this code where one is given. True for errors of another copy of this package
 * too, which `instanceof` would not know.
 */
export function isApiError<Code extends ApiErrorCode = ApiErrorCode>(
  error: unknown,
  code?: Code,
): error is ApiError & { readonly code: Code } {
  if (!(error instanceof Error) || error.name !== 'ApiError' || !('requestId' in error)) return false;
  return code === undefined || (error as ApiError).code === code;
}
