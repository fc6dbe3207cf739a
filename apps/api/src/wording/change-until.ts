import type { Reader } from './reader-time.ts';

/** The last instants at which a booking can be moved and cancelled by whoever booked it, epoch milliseconds. */
export interface LastChanges {
  readonly move: number;
  readonly cancel: number;
}

/** Those of them that are told: what the start alone ends goes without saying, and what is over is not offered. */
export const toldChanges = (
  { move, cancel }: LastChanges,
  { start, now }: { start: number; now: number },
): Partial<LastChanges> => ({
  ...(move < start && move >= now && { move }),
  ...(cancel < start && cancel >= now && { cancel }),
});

/** The same for a reader, one fact each; one for both where they are the same. */
export function changeUntilFacts(
  { move, cancel }: Partial<LastChanges>,
  reader: Reader,
): { label: string; value: string }[] {
  const factOf = (what: string, at: number) => ({
    label: `${what} until`,
    value: `${reader.day(at)}, ${reader.time(at)}`,
  });
  if (move !== undefined && move === cancel) return [factOf('Move or cancel', move)];
  return [
    ...(move === undefined ? [] : [factOf('Move', move)]),
    ...(cancel === undefined ? [] : [factOf('Cancel', cancel)]),
  ];
}
