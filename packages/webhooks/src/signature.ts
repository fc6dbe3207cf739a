import { hmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { bytesToHex, concatBytes, utf8ToBytes } from '@noble/hashes/utils.js';
import { toBase64 } from './base64.ts';
import { keyOf } from './secret.ts';

/** `v1,…` of Standard Webhooks 1.0: HMAC-SHA256 of `id.timestamp.body` with the bytes in the secret. */
export function standardSignature(id: string, timestamp: string, body: Uint8Array, secret: string): string {
  const signed = concatBytes(utf8ToBytes(`${id}.${timestamp}.`), body);
  return `v1,${toBase64(hmac(sha256, keyOf(secret), signed))}`;
}

/** HMAC-SHA256 of the body in lowercase hex. Its key is the text of the secret, `whsec_` included. */
export function hexSignature(body: Uint8Array, secret: string): string {
  keyOf(secret); // a mistyped secret is told here too
  return bytesToHex(hmac(sha256, utf8ToBytes(secret), body));
}

/** Compares two signatures in a time that depends on their lengths only. */
export function sameSignature(a: string, b: string): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (let place = 0; place < a.length; place++) difference |= a.charCodeAt(place) ^ b.charCodeAt(place);
  return difference === 0;
}
