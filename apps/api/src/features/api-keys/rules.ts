import type { Mode } from '@astrocal/contract';
import type { Insider } from '../../lib/principal.ts';

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

/** A test key stays in the sandbox: it cannot make itself a live key. People are of both modes. */
export const mayCreateKey = ({ kind, isTest }: Pick<Insider, 'kind' | 'isTest'>, mode: Mode): boolean =>
  !(kind === 'key' && isTest && mode === 'live');
