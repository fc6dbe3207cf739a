/** Who asks, as far as a session tells its owner where it is used. */
export interface Visit {
  readonly address: string | null;
  readonly userAgent: string | null;
  /** Of the session whose cookie came along, whether or not it counts. */
  readonly sessionToken: string | null;
  /** Whether that cookie counts: a page of ours brings it along with a mode, and no key. */
  readonly cookieCounts: boolean;
}
