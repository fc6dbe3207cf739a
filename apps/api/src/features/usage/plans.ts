import type { PlanName, PublicLimit } from '@astrocal/contract';

/** The requests with one key that a plan allows; each mode has keys of its own. */
export interface Plan {
  readonly perMinute: number;
  readonly perDay: number;
}

/** The table of plans, as docs/rate-limits.md shows it. Null: nothing is limited, nothing is asked of the database. */
export const plans: Readonly<Record<PlanName, Plan | null>> = {
  free: { perMinute: 30, perDay: 500 },
  launch: { perMinute: 100, perDay: 1_000 },
  grow: { perMinute: 500, perDay: 10_000 },
  scale: { perMinute: 5_000, perDay: 100_000 },
  unlimited: null,
};

/** What limits requests on this installation. */
export interface Limits {
  /** The plan of organizations that have none of their own. */
  readonly plan: PlanName;
  /** Requests without a key per minute and address. Null: any number. */
  readonly publicPerMinute: Readonly<Record<PublicLimit, number | null>>;
  /** Failed authentications per minute and address. Null: any number. */
  readonly failuresPerMinute: number | null;
}

/** Nothing is limited: for measurements and races, on purpose. */
export const noLimits: Limits = {
  plan: 'unlimited',
  publicPerMinute: { availability: null, creates: null, changes: null },
  failuresPerMinute: null,
};
