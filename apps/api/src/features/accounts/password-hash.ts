import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';

/** Argon2id with 19 MiB and two passes: the least that OWASP's Password Storage Cheat Sheet names for it. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 } as const;
const saltBytes = 16;

const derive = (message: string, nonce: Buffer): Promise<Buffer> =>
  promisify(argon2)('argon2id', { message, nonce, ...cost });

const prefix = `$argon2id$v=19$m=${cost.memory},t=${cost.passes},p=${cost.parallelism}$`;
const unpadded = (bytes: Buffer): string => bytes.toString('base64').replace(/=+$/, '');

/** A hash of the password with its own salt, as text in the form of the PHC string format. */
export async function hashPassword(password: string): Promise<string> {
  const salt = randomBytes(saltBytes);
  return `${prefix}${unpadded(salt)}$${unpadded(await derive(password, salt))}`;
}

/** Whether `kept`, a text of `hashPassword`, is of this password. */
export async function isPasswordOf(kept: string, password: string): Promise<boolean> {
  const [salt = '', tag = ''] = kept.startsWith(prefix) ? kept.slice(prefix.length).split('$') : [];
  const derived = await derive(password, Buffer.from(salt.padEnd(saltBytes, 'A'), 'base64'));
  const expected = Buffer.from(tag, 'base64');
  return expected.length === derived.length && timingSafeEqual(expected, derived);
}
