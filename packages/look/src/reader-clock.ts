/**
 * The clock on a reader's wall. Its offsets come from whoever calls: on the server from our own zone table, since the
 * one that `Intl` carries may be a release behind; in a visitor's browser from the browser.
 */
export interface ReaderClock {
  /** The IANA name of its zone. */
  readonly zone: string;
  /** Seconds to add to UTC to read this clock at an instant (epoch milliseconds). */
  readonly offsetSecondsAt: (instant: number) => number;
}

const dayMs = 86_400_000;

/** The instant moved so that UTC shows what the clock does: for an `Intl` that is told UTC. */
export const wallOf = (clock: ReaderClock, instant: number): number =>
  instant + clock.offsetSecondsAt(instant) * 1000;

/** The day on the clock, counted from 1970-01-01. */
export const dayOf = (clock: ReaderClock, instant: number): number =>
  Math.floor(wallOf(clock, instant) / dayMs);

/** Whether the clock shows this time twice, since it is put back after the one or was before the other. */
export function isRepeated(clock: ReaderClock, instant: number): boolean {
  const offset = clock.offsetSecondsAt(instant);
  return [instant - dayMs, instant + dayMs].some((near) => {
    const other = clock.offsetSecondsAt(near);
    const twin = instant + (offset - other) * 1000;
    return other !== offset && clock.offsetSecondsAt(twin) === other;
  });
}
