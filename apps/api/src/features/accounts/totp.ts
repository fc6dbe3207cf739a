import { Secret, TOTP } from 'otpauth';

/** As every app reads them (RFC 6238): six digits each half minute, over SHA-1. */
const periodSeconds = 30;
/** Steps before and after that of now whose codes count: clocks of phones are off, and people type slowly. */
const tolerance = 1;
const secretBytes = 20;

const recoveryCodeBytes = 10;
const recoveryCodes = 10;

const totpOf = (secret: string, label = '') =>
  new TOTP({ issuer: 'Astrocal', label, secret, digits: 6, period: periodSeconds, algorithm: 'SHA1' });

/** What an account without codes has of them. */
export const withoutCodes = { totp_sealed: null, totp_on_at: null, totp_step: null } as const;

/** A new secret in base 32. */
export const newTotpSecret = (): string => new Secret({ size: secretBytes }).base32;

/** The address that an app reads as a QR code. */
export const otpauthUrl = (secret: string, email: string): string => totpOf(secret, email).toString();

/** The code of an instant, in epoch milliseconds. */
export const codeAt = (secret: string, now: number): string => totpOf(secret).generate({ timestamp: now });

/** The time step that a code is of; null where it is none of about now. */
export function stepOfCode(secret: string, { code, now }: { code: string; now: number }): number | null {
  const delta = totpOf(secret).validate({ token: code, timestamp: now, window: tolerance });
  return delta === null ? null : Math.floor(now / 1000 / periodSeconds) + delta;
}

/** Ten codes of 80 random bits each. */
export const newRecoveryCodes = (): string[] =>
  Array.from({ length: recoveryCodes }, () => {
    const text = new Secret({ size: recoveryCodeBytes }).base32.toLowerCase();
    return (text.match(/.{4}/g) ?? []).join('-');
  });

/** A code however it was typed: without spaces and hyphens, in lower case. */
export const cleanCode = (typed: string): string => typed.replaceAll(/[\s-]/g, '').toLowerCase();

export const isAppCode = (code: string): boolean => /^\d{6}$/.test(code);
