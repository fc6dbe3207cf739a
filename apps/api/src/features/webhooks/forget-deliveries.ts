import { deleteOlder } from '../../db/delete-older.ts';
import type { Deps } from '../../deps.ts';

const keptMs = 30 * 24 * 60 * 60 * 1000;

/** Deletes the deliveries that are kept no longer: those older than 30 days, as in the log. */
export async function forgetDeliveries({ database, clock }: Pick<Deps, 'database' | 'clock'>): Promise<void> {
  await deleteOlder(database.db, 'webhook_deliveries', new Date(clock.now() - keptMs));
}
