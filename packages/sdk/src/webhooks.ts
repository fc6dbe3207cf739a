import {
  type HeaderSource,
  type VerificationOptions as PureVerifyOptions,
  verify as pureVerify,
  verifySignature as pureVerifySignature,
  type RawBody,
  type WebhookMessage,
} from '@astrocal/webhooks';
import type { Message } from './generated/types.generated.ts';

export {
  type FailureReason,
  type HeaderSource,
  isWebhookEvent,
  newSecret,
  type RawBody,
  type SignedHeaders,
  type SignedRequest,
  type SignedRequestInput,
  type SignInput,
  sign,
  signedRequest,
  verifyHex,
  type WebhookEvent,
  type WebhookMessage,
  WebhookVerificationError,
  webhookEvents,
} from '@astrocal/webhooks';

export type { Message } from './generated/types.generated.ts';

export interface VerifyOptions extends Omit<PureVerifyOptions, 'now'> {
  /** The present, in milliseconds: that of the machine unless told. */
  readonly now?: number;
}

/**
 * The message, when it was signed with one of the secrets, lately, and arrived unchanged. Throws
 * WebhookVerificationError otherwise, and TypeError when a secret is not of the form that the API gives. Look at
 * `event` before `data`: events may be added, and `isWebhookEvent` tells those that this version knows.
 */
export function verify(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options?: VerifyOptions,
): Message;
/** The same, where you say yourself what `data` is. */
export function verify<Data>(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options?: VerifyOptions,
): WebhookMessage<Data>;
export function verify(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): WebhookMessage {
  return pureVerify(rawBody, headers, secrets, { now: Date.now(), ...options });
}

/** The first half of `verify`: the signature of Standard Webhooks 1.0 and its time, whatever the body holds. */
export function verifySignature(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): void {
  pureVerifySignature(rawBody, headers, secrets, { now: Date.now(), ...options });
}
