/** The jobs or attempts of one kind, in all processes together, now. */
export interface WorkCounts {
  /** The kind. */
  readonly job: string;
  /** For a time that has not come. */
  readonly deferred: number;
  /** Due, and in nobody's hands. */
  readonly ready: number;
  readonly active: number;
  /** Given up, and not tried again. */
  readonly failed: number;
}

/** What this process has run of one kind, since it started. */
export interface WorkRuns {
  completed: number;
  failed: number;
  seconds: number;
}

/** A job or an attempt whose tries are used up. */
export interface GivenUp {
  readonly id: string;
  /** The kind. */
  readonly job: string;
  readonly failedAt: Date;
  readonly tries: number;
  /** What the last try said. */
  readonly reason: string;
  /** What it carries: ids. */
  readonly data: object;
}
