import { keyPermissions, type Mode, type Permission } from '@astrocal/contract';
import { type Insider, isTestKey, type KeyPrincipal } from '../../lib/principal.ts';

const visibleSecretCharacters = 4;
const shape = /^ac_(?:live|test)_[A-Za-z0-9_-]{32,128}$/;

/** A key from 32 random bytes in base64url: `ac_<mode>_` and 43 characters (docs/authentication.md). */
export const formatKey = (mode: Mode, secret: string): string => `ac_${mode}_${secret}`;

/** The part of a key that may be shown again. */
export const keyPrefixOf = (key: string): string => key.slice(0, 'ac_live_'.length + visibleSecretCharacters);

/** Whether the text could be a key at all; anything else is not looked up. */
export const looksLikeKey = (text: string): boolean => shape.test(text);

/** The keys of a mode that may be in use: keys are free, and each has limits of its own. */
export const maxLiveKeys = 50;

/** A test key cannot make itself a live key. */
export const mayCreateKey = (caller: Pick<Insider, 'kind' | 'isTest'>, mode: Mode): boolean =>
  !(isTestKey(caller) && mode === 'live');

/** What a key may do, null: all that keys may, and until when, epoch milliseconds, null: it does not end. */
export type Grant = Pick<KeyPrincipal, 'permissions' | 'expiresAt'>;

/** All that a key can have. */
export const wholeGrant: Grant = { permissions: null, expiresAt: null };

/** Whether a key is none any more. */
export const hasEnded = ({ expiresAt }: Pick<Grant, 'expiresAt'>, now: number): boolean =>
  expiresAt !== null && expiresAt <= now;

/** What a new key is given, or why it is not: what its maker lacks, or longer than its maker has it. */
export type Granting = Grant | { readonly lacking: readonly Permission[] } | { readonly endsBefore: number };

/**
 * What a caller may give to a key that it makes: what is asked for, and where nothing is said all that the caller has
 * itself. Roles that may make keys have all that keys have.
 */
export function decideGrant(caller: Insider, { permissions, expiresAt }: Partial<Grant>): Granting {
  const own = caller.kind === 'key' ? caller : wholeGrant;
  const lacking = (permissions ?? []).filter((each) => own.permissions?.includes(each) === false);
  if (lacking.length > 0) return { lacking };
  const end = expiresAt === undefined ? own.expiresAt : expiresAt;
  if (own.expiresAt !== null && (end === null || end > own.expiresAt)) return { endsBefore: own.expiresAt };
  const given = permissions ?? own.permissions;
  return { permissions: given && keyPermissions.filter((each) => given.includes(each)), expiresAt: end };
}
