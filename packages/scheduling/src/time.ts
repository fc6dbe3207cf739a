/** An exact moment: whole milliseconds since the Unix epoch. */
export type Instant = number;

/** A calendar date without a zone: whole days since 1970-01-01. */
export type EpochDay = number;

/** Half-open: `start` belongs to it, `end` does not. */
export interface Interval {
  readonly start: Instant;
  readonly end: Instant;
}

export const secondMs = 1_000;
export const minuteMs = 60_000;
export const dayMs = 86_400_000;
