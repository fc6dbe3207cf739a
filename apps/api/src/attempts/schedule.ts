/** When a kind of attempt is made again after it has failed. */
export interface Schedule {
  /** The pauses after the first failed attempt, the second and so on, in milliseconds; after the last there is none. */
  readonly delaysMs: readonly number[];
  /** Each pause is up to this part of itself longer or shorter, so that what failed together is not tried again together. */
  readonly jitter: number;
  /** The longest pause that whoever was asked may ask for. */
  readonly longestHintMs: number;
}

interface Circumstances {
  readonly now: number;
  /** From 0 to 1. */
  readonly random: number;
  /** How long whoever was asked wants us to wait; null where they did not say. */
  readonly hintMs: number | null;
  /** From when on the attempt is of no use; null where it always is. */
  readonly expiresAt: number | null;
}

/**
 * The instant of the next attempt after `made` of them have failed, in milliseconds since the epoch; null where there is
 * none, because that was the last one or the next would come too late.
 */
export function nextAttemptAt(
  { delaysMs, jitter, longestHintMs }: Schedule,
  made: number,
  { now, random, hintMs, expiresAt }: Circumstances,
): number | null {
  const delay = delaysMs[made - 1];
  if (delay === undefined) return null;
  const pause = Math.round(delay * (1 - jitter + 2 * jitter * random));
  const at = now + Math.max(pause, Math.min(hintMs ?? 0, longestHintMs));
  return expiresAt !== null && at >= expiresAt ? null : at;
}

/** How often this server may fail at one attempt (a bug, the database away, the death of a worker): about an hour. */
export const mostFaults = 20;
const longestPauseMs = 300_000;

/** When what failed by a fault of ours is begun again: after 1, 2, 4 … seconds, at most five minutes; null after the last time. */
export const nextAfterFault = (faults: number, now: number): number | null =>
  faults > mostFaults ? null : now + Math.min(1_000 * 2 ** (faults - 1), longestPauseMs);
