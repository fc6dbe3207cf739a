import { fromBase64, toBase64 } from './base64.ts';

const prefix = 'whsec_';
// The bounds of Standard Webhooks 1.0.
const minBytes = 24;
const maxBytes = 64;

/** A secret of given random bytes: `whsec_` and their base64. Take 32 from a cryptographic source. */
export function newSecret(bytes: Uint8Array): string {
  if (!isKeyLength(bytes))
    throw new TypeError(`A secret is made of ${minBytes} to ${maxBytes} random bytes.`);
  return prefix + toBase64(bytes);
}

/** The HMAC key in a secret. A secret of another form is a mistake of the caller's settings, not of a request. */
export function keyOf(secret: string): Uint8Array {
  const bytes = secret.startsWith(prefix) ? fromBase64(secret.slice(prefix.length)) : null;
  if (bytes === null || !isKeyLength(bytes))
    throw new TypeError('A webhook secret is "whsec_" and base64, exactly as the API gave it.');
  return bytes;
}

const isKeyLength = (bytes: Uint8Array) => bytes.length >= minBytes && bytes.length <= maxBytes;
