import { readFileSync } from 'node:fs';
import { passwordLength } from '@astrocal/contract';
import { ApiError, invalid } from '../../lib/api-error.ts';
import { hashPassword, isPasswordOf } from './password-hash.ts';

/** Hashes at a time in a process: many people who sign in at once must not keep others from booking. */
const atOnce = 2;
const mostWaiting = 32;

/** The commonest passwords of public leaks of at least eight characters, from @zxcvbn-ts/language-common 4.1.3 (MIT). */
const common: ReadonlySet<string> = new Set(
  readFileSync(new URL('./common-passwords.txt', import.meta.url), 'utf8').split('\n'),
);

/** One form for all ways of typing the same characters (RFC 8265 section 4.2 takes NFC; NFKC joins widths as well). */
const normal = (password: string): string => password.normalize('NFKC');

/** Throws `validation_error` for a new password that is too short, or that everybody tries first. */
export function requireGoodPassword(path: string, password: string): void {
  const text = normal(password);
  const { least } = passwordLength;
  if ([...text].length < least) throw invalid({ path, message: `must have at least ${least} characters` });
  if (common.has(text.toLowerCase())) throw invalid({ path, message: 'is one of the commonest passwords' });
}

export interface Passwords {
  /** A hash to keep. Throws `unavailable` where too many wait. */
  hash(password: string): Promise<string>;
  /** Whether it is the password of the hash. It costs the same where there is none. Throws as `hash` does. */
  verify(kept: string | null, password: string): Promise<boolean>;
}

/** Hashes the passwords of this process, two at a time. */
export function createPasswords(): Passwords {
  let running = 0;
  const waiting: (() => void)[] = [];

  async function inTurn<T>(work: () => Promise<T>): Promise<T> {
    if (running >= atOnce) {
      if (waiting.length >= mostWaiting) throw new ApiError('unavailable');
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else running++;
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else running--;
    }
  }

  /** Of nobody's password: whoever asks for an account that is not there waits as long. */
  let nobodys: Promise<string> | undefined;

  return {
    hash: (password) => inTurn(() => hashPassword(normal(password))),
    async verify(kept, password) {
      nobodys ??= hashPassword('nobody');
      const against = kept ?? (await nobodys);
      const isSame = await inTurn(() => isPasswordOf(against, normal(password)));
      return kept !== null && isSame;
    },
  };
}
