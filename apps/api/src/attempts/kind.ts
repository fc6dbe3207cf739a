import type { Tx } from '../db/database.ts';
import type { Clock } from '../lib/clock.ts';
import type { Owner } from '../lib/principal.ts';
import type { PlaceLimits } from './places.ts';
import type { Schedule } from './schedule.ts';

/** The columns that a table of attempts has, beside its own. */
export interface AttemptRow {
  readonly organization_id: string;
  readonly is_test: boolean;
  readonly id: string;
  /** `pending` while an attempt is to be made, `failed` when there is none left; the others are the table's own. */
  readonly status: string;
  /** How many were made. */
  readonly attempts: number;
  /** Optional column: how many of those were made before somebody asked for all of them anew. */
  readonly attempts_before?: number;
  /** When the next one is due; null when it is settled what came of them. */
  readonly next_attempt_at: Date | null;
  /** Until when a worker has the row: a lease. What the worker writes counts only while this is the instant it was given. */
  readonly claimed_until: Date | null;
  /** Optional column: from when on an attempt is of no use. */
  readonly expires_at?: Date | null;
  /** How often this server failed at the attempt that is due. */
  readonly faults: number;
}

/** What an attempt came to. Columns that `values` does not name stay as they are. */
export type Result =
  /** It was made, and there is no other. */
  | (Change & { readonly is: 'done'; readonly status: string })
  /** It was made and failed: the schedule says when the next one is, and whether there is one. */
  | (Change & { readonly is: 'failed'; readonly hintMs?: number | null; readonly forGood?: boolean })
  /** It is not wanted any more, and was not made. */
  | (Change & { readonly is: 'unwanted'; readonly status: string })
  /** It was not made, and is due later. */
  | (Change & { readonly is: 'postponed'; readonly until: Date });

interface Change {
  readonly values: Readonly<Record<string, unknown>>;
  /** What else the outcome changes, in the transaction that writes it, and only where it counts. */
  readonly also?: (tx: Tx) => Promise<void>;
}

/** One kind of attempt. A constant: whatever it needs arrives as `deps`. */
export interface AttemptKind<Row extends AttemptRow, Deps> {
  /** As metrics and `npm run jobs` call it. */
  readonly name: string;
  readonly table: string;
  /** The column whose values are the lanes: what hangs in one of them delays no other. */
  readonly lane: string;
  /** Where true, one attempt of a lane is under way at a time, in all processes together, in the order in which they are due. */
  readonly isOrdered?: boolean;
  readonly schedule: Schedule;
  readonly places: PlaceLimits;
  /** The table's own columns that an outcome is written to, with their types in SQL. */
  readonly values: Readonly<Record<string, string>>;
  /** Which of them says why there is no attempt any more where this server is to blame. */
  readonly reason: string;
  /**
   * Judges whether the attempt is still wanted, makes it, and says what came of it. No transaction is open meanwhile. It
   * may be made more than once: a worker can die after it and before the record of it. Throws for a fault of ours.
   */
  perform(deps: Deps, row: Row, signal: AbortSignal): Promise<Result>;
}

/** Any kind of attempt, among others: what it is given was checked where it was written. */
export type AnyAttemptKind = AttemptKind<never, never>;

/** Writes a kind with its types spelled once: `defineAttempts<Row, Deps>({ name: …, … })`. */
export const defineAttempts = <Row extends AttemptRow, Deps>(
  kind: AttemptKind<Row, Deps>,
): AttemptKind<Row, Deps> => kind;

/** What every kind needs of what it is given. */
export interface AttemptDeps {
  readonly clock: Clock;
}

/** Which row. */
export type AttemptKey = Pick<AttemptRow, 'organization_id' | 'id'>;

/** Whose row it is. */
export const ownerOf = ({
  organization_id,
  is_test,
}: Pick<AttemptRow, 'organization_id' | 'is_test'>): Owner => ({
  organizationId: organization_id,
  isTest: is_test,
});
