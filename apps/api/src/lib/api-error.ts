import { type ErrorCode, errorCatalogue } from '@astrocal/contract';

/** A problem with one part of a request. */
export interface Issue {
  /** For example `body.start_time`. */
  readonly path: string;
  readonly message: string;
}

export interface ErrorDetails {
  readonly issues?: readonly Issue[];
  readonly reason?: string;
  readonly alternatives?: readonly { start_time: string; end_time: string }[];
}

/** What a refused caller is told of the limit, beside the code (docs/rate-limits.md). */
export interface ExceededLimit {
  readonly limit: number;
  readonly window: string;
  readonly reset_at: string;
  /** In seconds; also the `Retry-After` header. */
  readonly retry_after: number;
  readonly tier: string;
}

/** A refusal that the caller shall read, by its code in the catalogue. Its message is public. */
export class ApiError extends Error {
  override readonly name = 'ApiError';
  readonly code: ErrorCode;
  readonly details: ErrorDetails | undefined;
  /** With `rate_limit_exceeded`. */
  readonly exceeded: ExceededLimit | undefined;

  constructor(
    code: ErrorCode,
    message: string = errorCatalogue[code].meaning,
    details?: ErrorDetails,
    exceeded?: ExceededLimit,
  ) {
    super(message);
    this.code = code;
    this.details = details;
    this.exceeded = exceeded;
  }
}

export const notFound = (): ApiError => new ApiError('not_found', 'There is no such thing here.');

export const unauthorized = (): ApiError =>
  new ApiError(
    'unauthorized',
    'This needs a valid API key: `Authorization: Bearer ac_live_…` or `ac_test_…`.',
  );

/** The one answer to a wrong token, no token and an unknown id: none tells what exists (docs/authentication.md). */
export const unauthorizedWithoutToken = (): ApiError =>
  new ApiError(
    'unauthorized',
    'This needs a valid API key, or the token of the booking or waitlist entry as `?token=`.',
  );

/** A request of the wrong form, with every problem that was found. */
export const invalid = (...issues: readonly Issue[]): ApiError => {
  const first = issues[0];
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return new ApiError('validation_error', first ? `${first.path}: ${first.message}${rest}` : undefined, {
    issues,
  });
};
