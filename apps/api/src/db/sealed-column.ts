import type { Schema } from './schema.ts';

/** A column of values that are sealed by the server's secret key: what turns to another key goes through them all. */
export interface SealedColumn {
  readonly table: keyof Schema;
  readonly column: string;
  /** The columns of its primary key, in their order. */
  readonly key: readonly string[];
  /** Whether its rows belong to no organization. */
  readonly isOfNobody: boolean;
  /** What the value of a row is sealed for, by its key and its organization. */
  readonly contextOf: (row: SealedRow) => string;
}

export type SealedRow = Readonly<Record<string, string>>;

/** The column as features declare it, beside the one function that says what its values are sealed for. */
export const sealedColumn = <Key extends string>(column: {
  readonly table: keyof Schema;
  readonly column: string;
  readonly key: readonly Key[];
  readonly isOfNobody?: boolean;
  readonly contextOf: (row: Readonly<Record<Exclude<Key, 'is_test'> | 'organization_id', string>>) => string;
}): SealedColumn => ({ isOfNobody: false, ...column }) as SealedColumn;

/** A column of hashes of what somebody brings along, with `hashed_by` beside it. */
export interface HashedColumn {
  readonly table: keyof Schema;
  readonly column: string;
  /** What they are hashes of: `API keys`. */
  readonly what: string;
  /** The SQL condition of rows by which somebody may still come. */
  readonly inUse: string;
}
