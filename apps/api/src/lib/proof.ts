import { ApiError } from './api-error.ts';
import type { Principal } from './principal.ts';

/** How long somebody who has proved who they are need not do so again. */
export const provenMs = 10 * 60_000;

/**
 * Throws `reauthentication_required` where whoever is signed in last proved who they are too long ago for what they ask:
 * a browser that was left open makes no live keys and no owners. Keys have nothing to prove.
 */
export function requireProof(principal: Principal, now: number): void {
  if (principal.kind === 'member' && now >= principal.session.provenAt + provenMs)
    throw new ApiError('reauthentication_required');
}
