import { utf8ToBytes } from '@noble/hashes/utils.js';
import { hexSignature, standardSignature } from './signature.ts';

export interface SignInput {
  /** The id of the message; the same on every attempt. */
  readonly id: string;
  /** When this attempt is made, in seconds since the Unix epoch. */
  readonly timestamp: number;
  /** The body, exactly as it is sent. */
  readonly body: string;
  /** The secret, and during a rotation the one before it too: newest first. */
  readonly secrets: readonly [string, ...string[]];
}

export interface SignedHeaders {
  readonly 'webhook-id': string;
  readonly 'webhook-timestamp': string;
  readonly 'webhook-signature': string;
  readonly 'X-AstroCal-Signature': string;
}

/**
 * The headers that prove where a message comes from. `webhook-signature` has one signature per secret. The hex header
 * has room for one, made with the newest secret.
 */
export function sign({ id, timestamp, body, secrets }: SignInput): SignedHeaders {
  // A dot would let `id.timestamp.body` be split in two ways (Standard Webhooks 1.0, "Signature scheme").
  if (!isMessageId(id)) throw new TypeError('The id of a message is letters, digits, "_" and "-".');
  if (!Number.isSafeInteger(timestamp) || timestamp < 0)
    throw new TypeError('A timestamp is whole seconds since the Unix epoch.');
  const bytes = utf8ToBytes(body);
  return {
    'webhook-id': id,
    'webhook-timestamp': String(timestamp),
    'webhook-signature': secrets
      .map((secret) => standardSignature(id, String(timestamp), bytes, secret))
      .join(' '),
    'X-AstroCal-Signature': hexSignature(bytes, secrets[0]),
  };
}

export const isMessageId = (id: string): boolean => /^[A-Za-z0-9_-]{1,255}$/.test(id);
