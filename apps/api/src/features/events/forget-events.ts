import { deleteOlder } from '../../db/delete-older.ts';
import type { Deps } from '../../deps.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/**
 * Deletes the messages that the log keeps no longer: those older than 30 days (docs/paging.md, The log of events)
 * that were told.
 */
export async function forgetEvents({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteOlder(database.db, { table: 'events', keepsPending: true }, keptMs);
}
