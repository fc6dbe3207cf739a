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
  readonly window: '1m' | '15m' | '1h' | '24h';
  /** The plan of the organization; `public` for callers without a key. */
  readonly tier: string;
}
