/** What stands between two claims and one time. The database's constraints are the test's own to drop. */
export type Guard = 'lock' | 'check';

/** What a test tells a running race server. Everything it leaves out stays as it was. */
export interface RaceSettings {
  /** Epoch milliseconds: where its clock stands still. */
  readonly now?: number;
  /** The guards that are taken away; all others are in place. */
  readonly without?: readonly Guard[];
  /** Works on jobs, too, from now on. */
  readonly works?: true;
  /** Takes its locks in the wrong order. */
  readonly locksBackwards?: boolean;
}
