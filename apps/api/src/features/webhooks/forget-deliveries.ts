import { deleteOlder } from '../../db/delete-older.ts';
import type { Deps } from '../../deps.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes the deliveries that are kept no longer: those older than 30 days, as in the log, and not pending. */
export async function forgetDeliveries({ database }: Pick<Deps, 'database'>): Promise<void> {
  await deleteOlder(database.db, { table: 'webhook_deliveries', keepsPending: true }, keptMs);
}
