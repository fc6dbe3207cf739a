import { RequestFailure } from '../api/request-failure.ts';

/** What stands in the way of the visitor, and what leads on from it. */
export interface Problem {
  /** A code of the API, or `offline`, `network`, `timeout`, `unexpected`. */
  readonly code: string;
  /** In English, from the API: for a log. */
  readonly message: string;
  readonly status: number;
  readonly details: Readonly<Record<string, unknown>>;
  readonly requestId: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  /** What came to nothing: opening the widget, reading times, or sending the form. */
  readonly during: 'start' | 'times' | 'send';
}

/** The problem that an error of a request makes. Anything else is a mistake in the widget, and says so. */
export function problemOf(error: unknown, during: Problem['during']): Problem {
  const failure =
    error instanceof RequestFailure ? error : new RequestFailure('unexpected', `Widget: ${String(error)}`);
  const { code, message, status, details, requestId, retryAfterSeconds } = failure;
  return { code, message, status, details, requestId, retryAfterSeconds, during };
}

/** The times that a `slot_unavailable` offers instead. */
export function alternativesOf({
  code,
  details,
}: Problem): readonly { startTime: string; endTime: string }[] {
  const listed = details.alternatives;
  if (code !== 'slot_unavailable' || !Array.isArray(listed)) return [];
  return listed.flatMap((slot) =>
    typeof slot?.start_time === 'string' && typeof slot?.end_time === 'string'
      ? [{ startTime: slot.start_time, endTime: slot.end_time }]
      : [],
  );
}
