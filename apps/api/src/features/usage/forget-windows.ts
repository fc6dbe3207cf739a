import type { Deps } from '../../deps.ts';
import { deleteWindows } from './store.ts';

/** Longer than any window, whatever the difference of two processes' clocks. */
const minuteMs = 60 * 1000;
const keptMs = {
  '1m': 10 * minuteMs,
  '15m': 60 * minuteMs,
  '1h': 180 * minuteMs,
  '24h': 48 * 60 * minuteMs,
} as const;

/** Deletes the windows that are over by the clock of the database. */
export async function forgetWindows({ database }: Pick<Deps, 'database'>): Promise<void> {
  for (const length of ['1m', '15m', '1h', '24h'] as const)
    await deleteWindows(database.db, length, keptMs[length]);
}
