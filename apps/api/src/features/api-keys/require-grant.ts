import type { ApiKeyCreate } from '@astrocal/contract';
import type { Static } from 'typebox';
import { ApiError, invalid } from '../../lib/api-error.ts';
import { isoSeconds } from '../../lib/clock.ts';
import { instantOf } from '../../lib/instants.ts';
import type { Insider } from '../../lib/principal.ts';
import { decideGrant, type Grant, hasEnded } from './rules.ts';

/**
 * What the new key is given. Throws `forbidden` where the caller has less itself, and `validation_error` where the key
 * would have ended already.
 */
export function requireGrant(
  caller: Insider,
  { permissions, expires_at }: Pick<Static<typeof ApiKeyCreate>, 'permissions' | 'expires_at'>,
  now: number,
): Grant {
  const asked = {
    ...(permissions && { permissions }),
    ...(expires_at !== undefined && { expiresAt: expires_at === null ? null : instantOf(expires_at) }),
  };
  if ('expiresAt' in asked && hasEnded(asked as Grant, now))
    throw invalid({ path: 'body.expires_at', message: 'must be in the future' });
  const granting = decideGrant(caller, asked);
  if ('lacking' in granting)
    throw new ApiError(
      'forbidden',
      `This key can’t give another what it lacks itself: ${granting.lacking.join(', ')}.`,
    );
  if ('endsBefore' in granting)
    throw new ApiError(
      'forbidden',
      `This key ends at ${isoSeconds(new Date(granting.endsBefore))}: it can’t make one that lasts longer.`,
    );
  return granting;
}
