import { WebhookVerificationError } from './verification-error.ts';

/**
 * The events that exist. This package stands alone on a customer's machine, so it repeats the names of the
 * contract's catalogue; a test compares them.
 */
export const webhookEvents = [
  'booking.created',
  'booking.confirmed',
  'booking.rescheduled',
  'booking.reassigned',
  'booking.cancelled',
  'booking.no_show',
  'waitlist.promoted',
  'waitlist.expired',
  'member.joined',
  'member.removed',
] as const;

export type WebhookEvent = (typeof webhookEvents)[number];

/** Whether this version knows the event: events may be added, and a receiver ignores those it does not know. */
export const isWebhookEvent = (event: string): event is WebhookEvent =>
  (webhookEvents as readonly string[]).includes(event);

/**
 * A message as it is delivered. `data` is the resource as the API shows it (without secrets): its type is in the
 * API's OpenAPI document, and this package does not repeat it; say yours with `verify<Data>(…)`.
 */
export interface WebhookMessage<Data = unknown> {
  /** The same on every attempt: remember it, and do nothing when it comes again. */
  readonly id: string;
  readonly event: WebhookEvent | (string & {});
  /** ISO 8601, UTC. */
  readonly created_at: string;
  readonly is_test: boolean;
  readonly data: Data;
}

/** The message in a body whose signature was verified. The type of `data` is the caller's word. */
export function parseMessage<Data>(body: Uint8Array): WebhookMessage<Data> {
  const message = parseJson(body);
  if (!isMessage(message)) throw new WebhookVerificationError('invalid_body');
  return message as WebhookMessage<Data>;
}

function parseJson(body: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch {
    throw new WebhookVerificationError('invalid_body');
  }
}

function isMessage(value: unknown): value is WebhookMessage {
  if (typeof value !== 'object' || value === null) return false;
  const { id, event, created_at, is_test } = value as Record<string, unknown>;
  return (
    typeof id === 'string' &&
    typeof event === 'string' &&
    typeof created_at === 'string' &&
    typeof is_test === 'boolean' &&
    'data' in value
  );
}
