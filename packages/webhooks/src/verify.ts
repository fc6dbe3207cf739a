import { utf8ToBytes } from '@noble/hashes/utils.js';
import { type HeaderSource, readHeader } from './headers.ts';
import { parseMessage, type WebhookMessage } from './message.ts';
import { isMessageId } from './sign.ts';
import { hexSignature, sameSignature, standardSignature } from './signature.ts';
import { WebhookVerificationError } from './verification-error.ts';

export type { HeaderSource } from './headers.ts';

/** The body as it came over the wire, before anything parsed it: its bytes (a Buffer, say) or its text. */
export type RawBody = string | Uint8Array;

export interface VerificationOptions {
  /** The present, in milliseconds: `Date.now()`. */
  readonly now: number;
  /** How far the time of signing may lie from `now`, either way: 300 unless told. */
  readonly toleranceSeconds?: number;
}

const defaultToleranceSeconds = 300;

/**
 * The message, when it was signed with one of the secrets, lately, and arrived unchanged. Throws
 * WebhookVerificationError otherwise, and TypeError when a secret is not of the form that the API gives.
 */
export function verify<Data = unknown>(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  options: VerificationOptions,
): WebhookMessage<Data> {
  verifySignature(rawBody, headers, secrets, options);
  return parseMessage<Data>(bytesOf(rawBody));
}

/** The first half of `verify`: the signature of Standard Webhooks 1.0 and its time, whatever the body holds. */
export function verifySignature(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
  { now, toleranceSeconds = defaultToleranceSeconds }: VerificationOptions,
): void {
  const id = readHeader(headers, 'webhook-id');
  const timestamp = readHeader(headers, 'webhook-timestamp');
  const given = readHeader(headers, 'webhook-signature').split(' ');
  if (!isMessageId(id) || !/^(0|[1-9]\d{0,14})$/.test(timestamp))
    throw new WebhookVerificationError('malformed_header');

  const body = bytesOf(rawBody);
  const expected = listOf(secrets).map((secret) => standardSignature(id, timestamp, body, secret));
  if (!expected.some((ours) => given.some((theirs) => sameSignature(ours, theirs))))
    throw new WebhookVerificationError('no_matching_signature');

  const ageSeconds = Math.floor(now / 1000) - Number(timestamp);
  if (ageSeconds > toleranceSeconds) throw new WebhookVerificationError('timestamp_too_old');
  // Written so that a present or a tolerance that is not a number fails.
  if (!(ageSeconds >= -toleranceSeconds)) throw new WebhookVerificationError('timestamp_too_new');
}

/**
 * The message, by `X-AstroCal-Signature`. That header signs neither the id nor a time, so a request that was recorded
 * can be sent again: prefer `verify`, and here refuse ids that you have seen.
 */
export function verifyHex<Data = unknown>(
  rawBody: RawBody,
  headers: HeaderSource,
  secrets: string | readonly string[],
): WebhookMessage<Data> {
  const given = readHeader(headers, 'x-astrocal-signature');
  if (!/^[0-9a-f]{64}$/.test(given)) throw new WebhookVerificationError('malformed_header');
  const body = bytesOf(rawBody);
  if (!listOf(secrets).some((secret) => sameSignature(hexSignature(body, secret), given)))
    throw new WebhookVerificationError('no_matching_signature');
  return parseMessage<Data>(body);
}

const listOf = (secrets: string | readonly string[]) => (typeof secrets === 'string' ? [secrets] : secrets);

function bytesOf(rawBody: RawBody): Uint8Array {
  if (typeof rawBody === 'string') return utf8ToBytes(rawBody);
  if (rawBody instanceof Uint8Array) return rawBody;
  // By far the commonest mistake, and nothing else would tell it from a wrong secret.
  throw new TypeError('Give the raw body, as text or bytes: it was parsed before it came here.');
}
