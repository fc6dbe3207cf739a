import { ApiError } from './api-error.ts';
import { isoSeconds } from './clock.ts';

/** The stretches of time in which requests and tries are counted. */
export type WindowLength = '1m' | '15m' | '1h' | '24h';

/** Where a caller stands with the limit that it will reach first. */
export interface Standing {
  /** False: this request is one too many. */
  readonly allowed: boolean;
  /** The requests that the window allows. */
  readonly limit: number;
  /** Those that are left of them after this one. */
  readonly remaining: number;
  /** When the window ends, in epoch milliseconds. */
  readonly resetAt: number;
  readonly window: WindowLength;
  /** The plan of the organization; `public` for callers without a key. */
  readonly tier: string;
}

/** How often one address may fail to prove who it is. */
export interface FailureLimit {
  /** Where an address stands that has used up its failures; null while it may try. Asks nobody. */
  refused(address: string | undefined): Standing | null;
  /** Counts a failure, and says where the address stands; null where nothing limits it. */
  count(address: string | undefined): Promise<Standing | null>;
}

/** What is tried, by whom, and how often it may be. */
export interface Trying {
  readonly what: string;
  /** An address, or whatever else stands for whom the tries are counted. */
  readonly who: { readonly address: string | null } | { readonly name: string };
  readonly limit: number;
  readonly length: WindowLength;
}

/** One try that was counted. */
export interface CountedTry {
  readonly standing: Standing;
  /** Takes it back: it was a good one. */
  forgive(): Promise<void>;
}

/** Counts tries at what strangers could guess, over all processes, whatever the limits of requests are. */
export interface Tries {
  /** Counts before it is known how the try ends: else many at once would all be let in. */
  count(trying: Trying): Promise<CountedTry>;
}

/** A wait for people: in the largest unit that still says when, rounded up. */
function waitInWords(seconds: number): string {
  const [length, unit] = (
    [
      [3600, 'hour'],
      [60, 'minute'],
    ] as const
  ).find(([each]) => seconds > 1.5 * each) ?? [1, 'second'];
  const count = Math.ceil(seconds / length);
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** The refusal of one request too many, with when to come back. */
export function tooManyRequests(
  { limit, window, resetAt, tier }: Pick<Standing, 'limit' | 'window' | 'resetAt' | 'tier'>,
  now: number,
): ApiError {
  const seconds = Math.max(1, Math.ceil((resetAt - now) / 1000));
  return new ApiError(
    'rate_limit_exceeded',
    `Too many requests. Try again in ${waitInWords(seconds)}.`,
    undefined,
    { limit, window, reset_at: isoSeconds(new Date(resetAt)), retry_after: seconds, tier },
  );
}

/** Counts a try. Throws `rate_limit_exceeded` where it is one too many. */
export async function requireTry(tries: Tries, trying: Trying, now: number): Promise<CountedTry> {
  const tried = await tries.count(trying);
  if (!tried.standing.allowed) throw tooManyRequests(tried.standing, now);
  return tried;
}
