import { randomFillSync } from 'node:crypto';
import { idPrefixes, type Noun } from '@astrocal/contract';

/** Crockford's base 32 in lower case: its order as bytes is its order as numbers. */
const digits = '0123456789abcdefghjkmnpqrstvwxyz';
const shape = /^[0-7][0-9abcdefghjkmnpqrstvwxyz]{25}$/;

/** Random bytes are drawn many at a time: asking the system for eight costs as much as for thousands. */
const pool = Buffer.alloc(4096);
let poolUsed = pool.length;

function randomUint64(): bigint {
  if (poolUsed === pool.length) {
    randomFillSync(pool);
    poolUsed = 0;
  }
  poolUsed += 8;
  return pool.readBigUInt64BE(poolUsed - 8);
}

let lastMs = 0;
let counter = 0;

/**
 * A UUID version 7 (RFC 9562 section 5.7) as 26 characters of base 32. The 12 bits after the milliseconds
 * count within this process (method 1 of section 6.2), so ids made here ascend strictly.
 */
function uuidV7(nowMs: number): string {
  if (nowMs > lastMs) {
    lastMs = nowMs;
    counter = Number(randomUint64() & 0xffn);
  } else if (++counter > 0xfff) {
    lastMs += 1;
    counter = 0;
  }
  const low = (randomUint64() & 0x3fff_ffff_ffff_ffffn) | 0x8000_0000_0000_0000n;
  let value = (BigInt(lastMs) << 80n) | (0x7000n << 64n) | (BigInt(counter) << 64n) | low;
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = digits[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return text;
}

/** A new id of the noun, `<prefix>_<26 characters>`; ascending within this process. */
export const newId = (noun: Noun, nowMs: number): string => `${idPrefixes[noun]}_${uuidV7(nowMs)}`;

/** A new id for rows that the API does not show. */
export const newInternalId = (prefix: string, nowMs: number): string => `${prefix}_${uuidV7(nowMs)}`;

/** Ids of the noun that were made at the instant or later are not less than this one. */
export function firstIdAt(noun: Noun, ms: number): string {
  let value = BigInt(ms) << 80n;
  let text = '';
  for (let i = 0; i < 26; i++) {
    text = digits[Number(value & 31n)] + text;
    value >>= 5n;
  }
  return `${idPrefixes[noun]}_${text}`;
}

/** Whether the text could be an id of the noun. Anything else is not looked up: it cannot exist. */
export function isId(noun: Noun, text: string): boolean {
  const prefix = `${idPrefixes[noun]}_`;
  return text.startsWith(prefix) && shape.test(text.slice(prefix.length));
}
