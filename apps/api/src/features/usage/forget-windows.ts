import type { Deps } from '../../deps.ts';
import type { WindowLength } from '../../lib/standing.ts';
import { deleteWindows } from './store.ts';

const minuteMs = 60 * 1000;
/** Longer than any window, whatever the difference of two processes' clocks. */
const keptMs = {
  '1m': 10 * minuteMs,
  '15m': 60 * minuteMs,
  '1h': 180 * minuteMs,
  '24h': 48 * 60 * minuteMs,
} as const satisfies Readonly<Record<WindowLength, number>>;

/** Deletes the windows that are over by the clock of the database. */
export async function forgetWindows({ database }: Pick<Deps, 'database'>): Promise<void> {
  for (const [length, ms] of Object.entries(keptMs) as [WindowLength, number][])
    await deleteWindows(database.db, length, ms);
}
