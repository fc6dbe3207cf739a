import {
  type HeaderSource,
  type VerifyOptions as PureVerifyOptions,
  verify as pureVerify,
  verifySignature as pureVerifySignature,
  type RawBody,
  type WebhookMessage,
} from '@astrocal/webhooks';

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

export interface VerifyOptions extends Omit<PureVerifyOptions, 'now'> {
  /** The present, in milliseconds: that of the machine unless told. */
  readonly now?: number;
}

/**
 * The message, when it was signed with one of the secrets, lately, and arrived unchanged. Throws
 * WebhookVerificationError otherwise, and TypeError when a secret is not of the form that the API gives.
 */
export const verify = <Data = unknown>(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): WebhookMessage<Data> => pureVerify<Data>(rawBody, headers, secrets, { now: Date.now(), ...options });

/** The first half of `verify`: the signature of Standard Webhooks 1.0 and its time, whatever the body holds. */
export const verifySignature = (
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options: VerifyOptions = {},
): void => pureVerifySignature(rawBody, headers, secrets, { now: Date.now(), ...options });
