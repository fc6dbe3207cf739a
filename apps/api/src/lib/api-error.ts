import { type ErrorCode, errorCatalogue, type Noun, nounWords } from '@astrocal/contract';

/** A problem with one part of a request. */
export interface Issue {
  /** For example `body.start_time`. */
  readonly path: string;
  readonly message: string;
}

export interface RefusalDetails {
  readonly issues?: readonly Issue[];
  readonly reason?: string;
  readonly alternatives?: readonly { start_time: string; end_time: string }[];
  readonly resets_at?: string | null;
  readonly booking_id?: string;
  readonly count?: number;
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
  readonly details: RefusalDetails | undefined;
  /** With `rate_limit_exceeded`. */
  readonly exceeded: ExceededLimit | undefined;

  constructor(
    code: ErrorCode,
    message: string = errorCatalogue[code].message,
    details?: RefusalDetails,
    exceeded?: ExceededLimit,
  ) {
    super(message);
    this.code = code;
    this.details = details;
    this.exceeded = exceeded;
  }
}

/**
 * What is said of an id: the kind of thing that was looked for, never the id, and the same whether there is none, or
 * one of another organization or mode.
 */
export const notFound = (kind: Noun): ApiError =>
  new ApiError('not_found', `No ${nounWords(kind)} with this id.`);

/** What is said of a path that names no operation, page or file. */
export const nothingHere = (): ApiError => new ApiError('not_found');

/** Without a key where one is needed. */
export const unauthorized = (): ApiError =>
  new ApiError('unauthorized', 'No API key was sent. Add `Authorization: Bearer ac_test_…`.');

/** Without a session where one is needed, or with one that is over. */
export const notSignedIn = (): ApiError =>
  new ApiError('unauthorized', 'You are not signed in, or your session is over. Sign in again.');

/** With a key that nobody holds. */
export const unknownKey = (): ApiError => new ApiError('unauthorized');

/** With the token of an embedded session that there is none of. */
export const embedSessionOver = (): ApiError =>
  new ApiError('unauthorized', 'This embedded session is unknown or over. Create another one with your key.');

/** The one answer to a wrong token, no token and an unknown id: none tells what exists (docs/authentication.md). */
export const unauthorizedWithoutToken = (): ApiError =>
  new ApiError(
    'unauthorized',
    'This link is incomplete or out of date. Use the one in your latest email. (In code: send an API key, or the token as `?token=`.)',
  );

/** A request of the wrong form, with every problem that was found. */
export const invalid = (...issues: readonly Issue[]): ApiError => {
  const first = issues[0];
  const rest = issues.length > 1 ? ` (and ${issues.length - 1} more)` : '';
  return new ApiError('validation_error', first ? `${first.path}: ${first.message}${rest}` : undefined, {
    issues,
  });
};
