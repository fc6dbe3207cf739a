import type { MessageEvent } from '@astrocal/contract';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;
const day = 24 * hour;

/** The most endpoints of an organization in one mode (docs/webhooks.md, An endpoint). */
export const mostEndpoints = 50;

/** The ten attempts (docs/webhooks.md, Attempts): the pauses between them, and the longest that a receiver may ask for. */
export const deliverySchedule = {
  delaysMs: [
    5 * second,
    5 * minute,
    30 * minute,
    2 * hour,
    5 * hour,
    10 * hour,
    14 * hour,
    20 * hour,
    24 * hour,
  ],
  jitter: 0.1,
  longestHintMs: day,
} as const;

/** When an endpoint that only fails is switched off. */
const failingForMs = 5 * day;
const failuresAtLeast = 10;

/** For how long the secret before a rotation signs too. */
export const bothSecretsMs = day;

/** How much of an answer is kept. */
export const keptAnswerBytes = 2_048;

/** What an attempt came to. */
export interface Outcome {
  /** Null where no answer came. */
  readonly statusCode: number | null;
  readonly responseBody: string | null;
  /** Why no answer came. */
  readonly error: string | null;
  readonly durationMs: number;
  /** How long the receiver asked us to wait; null where it did not say. */
  readonly retryAfterMs: number | null;
}

/** Redirects are not followed, so they are failures like everything that is not 2xx. */
export const isSuccess = ({ statusCode }: Outcome): boolean =>
  statusCode !== null && statusCode >= 200 && statusCode < 300;

/** 410: the receiver wants nothing more. */
export const isGone = ({ statusCode }: Outcome): boolean => statusCode === 410;

/** What `Retry-After` asks for, in seconds or as a date (RFC 9110 section 10.2.3); null where it says neither. */
export function parseRetryAfter(header: string | string[] | undefined, now: number): number | null {
  const text = (Array.isArray(header) ? header[0] : header)?.trim() ?? '';
  if (/^\d+$/.test(text)) return Math.min(Number(text) * second, deliverySchedule.longestHintMs);
  const isDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/.test(text);
  const at = isDate ? Date.parse(text) : Number.NaN;
  return Number.isNaN(at) ? null : Math.max(0, at - now);
}

/** Whether an endpoint has done nothing but fail for so long that it is switched off. */
export const hasFailedForLong = (
  { failures, failingSince }: { failures: number; failingSince: Date | null },
  now: number,
): boolean =>
  failures >= failuresAtLeast && failingSince !== null && now - failingSince.getTime() >= failingForMs;

/** A message with what it is about, as the log has it. */
export interface MessageFacts {
  readonly id: string;
  readonly event: MessageEvent;
  /** ISO, without milliseconds. */
  readonly createdAt: string;
  readonly isTest: boolean;
  readonly data: object;
}

/** The body of every request about a message (docs/webhooks.md, A message). */
export const bodyOf = ({ id, event, createdAt, isTest, data }: MessageFacts): string =>
  JSON.stringify({ id, event, created_at: createdAt, is_test: isTest, data });
